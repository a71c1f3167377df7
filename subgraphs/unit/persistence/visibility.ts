import type { Instant } from '../../../shared/domain/instant.ts';
import { type Sql, sql } from './sql.ts';

/** Rows this unit counts at an instant: not yet handed over, and not before they were received from another. */
export const heldAt = (at: Instant): Sql =>
  sql`(held_from IS NULL OR held_from <= ${at}::timestamptz) AND (held_until IS NULL OR ${at}::timestamptz < held_until)`;

/** Steps whose term has passed undone or was kept too late, at an instant. What is done later is not done yet. */
export const stepMissedAt = (at: Instant): Sql =>
  sql`s.recorded AND s.started_at IS NOT NULL AND s.due_at IS NOT NULL AND s.due_at < least(coalesce(s.done_at, 'infinity'), ${at}::timestamptz)`;
