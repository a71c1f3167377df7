import { monthText, quarterText } from './month-number.ts';
import { raw, type Sql } from './sql.ts';

/** By what complaints may be grouped. */
export type ComplaintDimension =
  | 'PROVINCE'
  | 'UNIT'
  | 'UNIT_KIND'
  | 'SECTOR'
  | 'BEHAVIOUR'
  | 'KIND'
  | 'PROCEDURE'
  | 'CHANNEL'
  | 'STATUS'
  | 'OUTCOME'
  | 'PLATFORM'
  | 'TRANSACTION_TYPE'
  | 'MONTH'
  | 'QUARTER'
  | 'YEAR';

/** Which date puts a complaint into a period. */
export type DateBasis = 'RECEIVED' | 'RESOLVED';
/** Under which provinces complaints are counted: those of today or those written at receipt. */
export type BoundaryMode = 'CURRENT' | 'AS_RECORDED';

/** Settings that decide what a dimension's value is. */
export interface DimensionMode {
  readonly basis: DateBasis;
  readonly boundaries: BoundaryMode;
}

const columns: Partial<Record<ComplaintDimension, string>> = {
  SECTOR: 'sector',
  BEHAVIOUR: 'behaviour',
  KIND: 'kind',
  PROCEDURE: 'procedure',
  CHANNEL: 'channel',
  STATUS: 'status',
  OUTCOME: 'outcome',
  PLATFORM: 'platform',
  TRANSACTION_TYPE: 'transaction_type',
};

/** The recorded province as `code@validTo`, or the code alone when it is one of today. */
const RECORDED_ID = `recorded_code || coalesce('@' || to_char(recorded_valid_to, 'YYYY-MM-DD'), '')`;

/**
 * What a dimension's value is made from in SQL (see {@link dimensionValue}). Undefined for those that are the same for
 * every row of a unit. Months, quarters and years are those of the date basis in the federation's time zone; null without
 * that date.
 */
export function dimensionSql(dimension: ComplaintDimension, { basis, boundaries }: DimensionMode): Sql | undefined {
  const month = basis === 'RECEIVED' ? 'received_month' : 'resolved_month';
  switch (dimension) {
    case 'UNIT':
    case 'UNIT_KIND':
      return undefined;
    case 'PROVINCE':
      return raw(boundaries === 'CURRENT' ? 'province' : RECORDED_ID);
    case 'MONTH':
      return raw(month);
    case 'QUARTER':
      return raw(`${month} / 3`);
    case 'YEAR':
      return raw(`${month} / 12`);
    default:
      return raw(columns[dimension] ?? 'NULL');
  }
}

/** The value of a dimension as the graph has it, from what {@link dimensionSql} gave. */
export function dimensionValue(dimension: ComplaintDimension, value: string | number | null): string | number | null {
  if (typeof value !== 'number') return value;
  if (dimension === 'MONTH') return monthText(value);
  return dimension === 'QUARTER' ? quarterText(value) : value;
}
