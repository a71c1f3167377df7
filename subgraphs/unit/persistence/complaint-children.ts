import type { Instant } from '../../../shared/domain/instant.ts';
import type { ClockStep, Duty, Outcome, RespondentRole, StepBasis } from '../../../shared/domain/records.ts';
import type { UnitDatabase } from './database.ts';
import { raw, type Sql, sql } from './sql.ts';
import { stepMissedAt } from './visibility.ts';

/** How a step stands at the instant of the question. A step that is not recorded or lacks its term is UNKNOWN. */
export type StepState = 'MET' | 'MISSED' | 'RUNNING' | 'UNKNOWN';

/** A step of a complaint with its state at the instant of the question. */
export interface ComplaintStep {
  readonly step: ClockStep;
  readonly duty: Duty;
  readonly basis: StepBasis;
  readonly article: string | null;
  readonly startedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly state: StepState;
}

/** A trader a complaint is about. */
export interface ComplaintRespondent {
  readonly trader: { readonly id: string };
  readonly name: string | null;
  readonly role: RespondentRole;
  readonly outcome: Outcome | null;
  readonly settledAmount: string | null;
}

/** Something that happened in a complaint. */
export interface ComplaintEvent {
  readonly at: Instant;
  readonly kind: string;
  readonly note: string | null;
}

/** The SQL of a step's state at an instant, of a step `s`. */
export const stepState = (at: Instant): Sql => sql`CASE
  WHEN NOT s.recorded OR s.started_at IS NULL OR s.due_at IS NULL THEN 'UNKNOWN'
  WHEN ${stepMissedAt(at)} THEN 'MISSED'
  WHEN s.done_at <= ${at}::timestamptz THEN 'MET'
  ELSE 'RUNNING' END`;

type Child<T> = T & { readonly owner: string };

/** Children by their complaint's id, each list in the order the matter names them. */
async function readChildren<Row, T>(
  database: UnitDatabase,
  ids: readonly string[],
  table: 'respondent' | 'step' | 'event',
  columns: Sql,
  read: (row: Row) => T,
): Promise<ReadonlyMap<string, T[]>> {
  const rows = await database.query<Child<Row>>(
    sql`SELECT s.complaint_id AS owner, ${columns} FROM ${raw(table)} s WHERE s.complaint_id = ANY(${[...ids]}::text[]) ORDER BY s.complaint_id, s.position`,
  );
  const lists = new Map<string, T[]>();
  for (const row of rows) {
    const list = lists.get(row.owner);
    if (list === undefined) lists.set(row.owner, [read(row)]);
    else list.push(read(row));
  }
  return lists;
}

const stepColumns = (at: Instant): Sql =>
  sql`s.step, s.duty, s.basis, s.article, s.started_at AS "startedAt", s.due_at AS "dueAt", s.done_at AS "doneAt", ${stepState(at)} AS state`;

/** Steps of complaints with their state at an instant. */
export const readSteps = (database: UnitDatabase, ids: readonly string[], at: Instant): Promise<ReadonlyMap<string, ComplaintStep[]>> =>
  readChildren(database, ids, 'step', stepColumns(at), (row: ComplaintStep) => row);

const respondentColumns = raw('s.trader_id AS "traderId", s.name, s.role, s.outcome, s.settled_amount AS "settledAmount"');

/** Respondents of complaints. */
export const readRespondents = (database: UnitDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, ComplaintRespondent[]>> =>
  readChildren(
    database,
    ids,
    'respondent',
    respondentColumns,
    ({ traderId, ...row }: Omit<ComplaintRespondent, 'trader'> & { traderId: string }) => ({
      ...row,
      trader: { id: traderId },
    }),
  );

/** Events of complaints. */
export const readEvents = (database: UnitDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, ComplaintEvent[]>> =>
  readChildren(database, ids, 'event', raw('s.at, s.kind, s.note'), (row: ComplaintEvent) => row);
