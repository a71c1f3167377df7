import type { RowReader } from './database.ts';
import { raw, sql } from './sql.ts';

/** By what contacts may be grouped; the unit is the same for every row. */
export type ContactDimension = 'UNIT' | 'CHANNEL' | 'MONTH';

/** What is counted of contacts. */
export interface ContactMeasures {
  readonly received: number;
  readonly answered: number;
  readonly advised: number;
}

/** One group: the values of the dimensions that rows decide, in their order, and what was counted. */
export interface ContactGroup {
  readonly values: readonly string[];
  readonly measures: ContactMeasures;
}

const columns: Readonly<Record<Exclude<ContactDimension, 'UNIT'>, string>> = { CHANNEL: 'channel', MONTH: `to_char(day, 'YYYY-MM')` };

/** Counts contacts of days from <= day < to by their groups. A group is there only when it has a row. */
export async function measureContacts(reader: RowReader, from: string, to: string, groupBy: readonly ContactDimension[]): Promise<ContactGroup[]> {
  const keys = groupBy.flatMap((dimension) => (dimension === 'UNIT' ? [] : [columns[dimension]]));
  const sums = ['received', 'answered', 'advised'].map((name) => `coalesce(sum(${name}), 0)::int AS ${name}`).join(', ');
  const rows = await reader.query<ContactMeasures & { values: string[]; rows: number }>(
    sql`SELECT jsonb_build_array(${raw(keys.join(', '))}) AS values, ${raw(sums)}, count(*)::int AS rows FROM contact_day
      WHERE day >= ${from}::date AND day < ${to}::date ${raw(keys.length === 0 ? '' : `GROUP BY ${keys.join(', ')}`)}`,
  );
  return rows
    .filter(({ rows: count }) => count > 0)
    .map(({ values, received, answered, advised }) => ({ values, measures: { received, answered, advised } }));
}
