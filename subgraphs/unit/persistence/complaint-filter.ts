import type { Instant } from '../../../shared/domain/instant.ts';
import { foldText } from '../../../shared/domain/text.ts';
import { CallerError } from '../../../shared/errors/errors.ts';
import { type Sql, sql } from './sql.ts';
import { stepMissedAt } from './visibility.ts';

type Maybe<T> = T | null | undefined;

/** Half open: from <= value < to. */
export interface InstantRange {
  readonly from?: Maybe<Instant>;
  readonly to?: Maybe<Instant>;
}

/** What a caller asks of complaints; every part must hold, an absent or null part says nothing. */
export interface ComplaintCriteria {
  readonly provinces?: Maybe<readonly string[]>;
  readonly units?: Maybe<readonly string[]>;
  readonly unitKinds?: Maybe<readonly string[]>;
  readonly sectors?: Maybe<readonly string[]>;
  readonly behaviours?: Maybe<readonly string[]>;
  readonly kinds?: Maybe<readonly string[]>;
  readonly procedures?: Maybe<readonly string[]>;
  readonly channels?: Maybe<readonly string[]>;
  readonly statuses?: Maybe<readonly string[]>;
  readonly outcomes?: Maybe<readonly string[]>;
  readonly priority?: Maybe<boolean>;
  readonly platform?: Maybe<string>;
  readonly traders?: Maybe<readonly string[]>;
  readonly stepMissed?: Maybe<string>;
  readonly text?: Maybe<string>;
  readonly received?: Maybe<InstantRange>;
  readonly resolved?: Maybe<InstantRange>;
  readonly updated?: Maybe<InstantRange>;
}

/** The unit a filter is asked of: `units` and `unitKinds` are decided by it, not by rows. */
export interface OwnUnit {
  readonly unit: string;
  readonly kind: string;
}

/** Conditions on rows, or `nothing` when no row of this unit can match. */
export type Conditions = readonly Sql[] | 'nothing';

/** Values a row may have: PostgreSQL stores no text with a zero character, so none of those can match. */
export const storable = (values: readonly string[]): string[] => values.filter((value) => !value.includes('\0'));

/** The column has one of the values; an absent list says nothing. */
export const oneOf = (column: Sql, values: Maybe<readonly string[]>): Sql[] => (values ? [sql`${column} = ANY(${storable(values)}::text[])`] : []);
const overlaps = (column: Sql, values: Maybe<readonly string[]>): Sql[] => (values ? [sql`${column} && ${storable(values)}::text[]`] : []);

/**
 * Conditions of a half-open range of instants.
 * @throws CallerError RANGE_REVERSED
 */
export function rangeConditions(name: string, column: Sql, range: Maybe<InstantRange>): Sql[] {
  if (!range) return [];
  checkRange(name, range);
  return [...(range.from ? [sql`${column} >= ${range.from}::timestamptz`] : []), ...(range.to ? [sql`${column} < ${range.to}::timestamptz`] : [])];
}

/** @throws CallerError RANGE_REVERSED when the end lies before the beginning */
export function checkRange(name: string, { from, to }: InstantRange): void {
  if (from && to && to < from) throw new CallerError('RANGE_REVERSED', `${name}: ${to} lies before ${from}`);
}

const likeEscaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Every word of the folded text must stand in the row's folded text. A text without a letter or digit asks for nothing. */
function textConditions(text: Maybe<string>): Sql[] {
  const words = new Set(
    foldText(text ?? '')
      .split(' ')
      .filter((word) => word !== ''),
  );
  return [...words].map((word) => sql`search_text LIKE ${`%${likeEscaped(word)}%`}`);
}

/**
 * The conditions of a filter.
 * @param at decides which steps are missed
 * @throws CallerError RANGE_REVERSED
 */
export function complaintConditions(criteria: Maybe<ComplaintCriteria>, own: OwnUnit, at: Instant): Conditions {
  if (!criteria) return [];
  const { units, unitKinds, priority, platform, stepMissed } = criteria;
  const conditions = [
    ...oneOf(sql`province`, criteria.provinces),
    ...oneOf(sql`sector`, criteria.sectors),
    ...overlaps(sql`behaviours`, criteria.behaviours),
    ...oneOf(sql`kind`, criteria.kinds),
    ...oneOf(sql`procedure`, criteria.procedures),
    ...oneOf(sql`channel`, criteria.channels),
    ...oneOf(sql`status`, criteria.statuses),
    ...oneOf(sql`outcome`, criteria.outcomes),
    ...(priority === null || priority === undefined ? [] : [sql`priority = ${priority}`]),
    ...oneOf(sql`platform`, platform === null || platform === undefined ? undefined : [platform]),
    ...overlaps(sql`traders`, criteria.traders),
    ...(stepMissed ? [sql`EXISTS (SELECT FROM step s WHERE s.complaint_id = complaint.id AND s.step = ${stepMissed} AND ${stepMissedAt(at)})`] : []),
    ...textConditions(criteria.text),
    ...rangeConditions('received', sql`received_at`, criteria.received),
    ...rangeConditions('resolved', sql`resolved_at`, criteria.resolved),
    ...rangeConditions('updated', sql`updated_at`, criteria.updated),
  ];
  const elsewhere = (units && !units.includes(own.unit)) || (unitKinds && !unitKinds.includes(own.kind));
  return elsewhere ? 'nothing' : conditions;
}
