import type { KeysetOrder } from '../persistence/keyset.ts';
import {
  countMediations,
  type Mediation,
  type MediationCriteria,
  mediationConditions,
  openedConditions,
  readMediations,
} from '../persistence/mediation-queries.ts';
import { instantKeys, type Page, readPage } from './page.ts';
import { checkedRowId } from './row-id.ts';
import { loadersOf, type UnitContext } from './unit-context.ts';

/** An order of mediations. */
export interface MediationOrdering {
  readonly field: 'OPENED_AT' | 'CLOSED_AT';
  readonly direction: 'ASC' | 'DESC';
}

/** How an order is read from the table. */
export const mediationKeyset = ({ field, direction }: MediationOrdering): KeysetOrder => ({
  column: field === 'OPENED_AT' ? 'opened_at' : 'closed_at',
  type: 'timestamptz',
  nullable: field === 'CLOSED_AT',
  direction,
});

/** A page of mediations; its total is counted when asked for. */
export interface MediationPage extends Page<Mediation> {
  count(): Promise<number>;
}

/** What a page of mediations is asked with. */
export interface MediationPageArguments {
  readonly filter: MediationCriteria | null | undefined;
  readonly orderBy: MediationOrdering;
  readonly first: number;
  readonly after: string | null | undefined;
}

/**
 * A page of this unit's mediations.
 * @throws CallerError PAGE_SIZE, CURSOR_DAMAGED, CURSOR_FOREIGN, RANGE_REVERSED; OperatorError DATABASE_UNAVAILABLE
 */
export async function mediationPage({ unit, at }: UnitContext, { filter, orderBy, first, after }: MediationPageArguments): Promise<MediationPage> {
  const rest = mediationConditions(filter, unit.code);
  const conditions = rest === 'nothing' ? rest : [...rest, ...openedConditions(filter)];
  const { field, direction } = orderBy;
  const page = await readPage<Mediation>(
    {
      field: 'Query.mediations',
      filter,
      order: {
        name: `${field}:${direction}`,
        direction,
        sortKey: ({ openedAt, closedAt }) => instantKeys.sortKey(field === 'OPENED_AT' ? openedAt : closedAt),
        value: instantKeys.value,
      },
      first,
      after,
      at,
      maxPageSize: unit.maxPageSize,
    },
    async (position, limit) =>
      conditions === 'nothing' ? [] : readMediations(unit.database, { conditions, order: mediationKeyset(orderBy), after: position, limit }),
  );
  return { ...page, count: async () => (conditions === 'nothing' ? 0 : countMediations(unit.database, conditions)) };
}

/**
 * A mediation of this unit; null for one that is not here or another unit's.
 * @throws CallerError MALFORMED_ID
 */
export async function mediationById(context: UnitContext, value: unknown): Promise<Mediation | null> {
  const { id, unit } = checkedRowId(value);
  return unit === context.unit.code ? loadersOf(context).mediation.load(id) : null;
}
