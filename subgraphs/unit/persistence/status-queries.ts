import type { Instant } from '../../../shared/domain/instant.ts';
import { countComplaints } from './complaint-queries.ts';
import type { UnitDatabase } from './database.ts';
import { ConfirmedZeroEntity, CoverageEntity } from './entities/unit-facts.ts';
import { countMediations } from './mediation-queries.ts';

/** What a unit says of its own records of a contract. */
export interface UnitStatus {
  readonly rows: number;
  readonly coveredFrom: string | null;
  readonly coveredTo: string | null;
  readonly confirmedZero: readonly { readonly from: string; readonly to: string }[];
}

const counters: Readonly<Record<string, (database: UnitDatabase, at: Instant) => Promise<number>>> = {
  complaints: (database, at) => countComplaints(database, [], at),
  mediation: (database) => countMediations(database, []),
};

// What links units are complaints too.
const rowsOf = (contract: string): string => (contract === 'links' ? 'complaints' : contract);

/** Rows that count at an instant, the days covered, and confirmed zeros in order. */
export async function readStatus(database: UnitDatabase, contractName: string, at: Instant): Promise<UnitStatus> {
  const contract = rowsOf(contractName);
  const rows = (await counters[contract]?.(database, at)) ?? 0;
  const [coverage, zeros] = await database.guard(async () => {
    const em = database.entityManager();
    return [
      await em.findOne(CoverageEntity, { contract }),
      await em.find(ConfirmedZeroEntity, { contract }, { orderBy: { fromDay: 'asc' } }),
    ] as const;
  });
  return {
    rows,
    coveredFrom: coverage?.coveredFrom ?? null,
    coveredTo: coverage?.coveredTo ?? null,
    confirmedZero: zeros.map(({ fromDay, toDay }) => ({ from: fromDay, to: toDay })),
  };
}
