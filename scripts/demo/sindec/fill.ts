import type { Federation } from '../../../shared/config/federation.ts';
import type { FileAccount } from '../../../shared/connectors/account.ts';
import { mapFiles } from '../../../shared/connectors/mapping/map-files.ts';
import type { Mapping } from '../../../shared/connectors/mapping/mapping-file.ts';
import { localDayIn } from '../../../shared/domain/local-day.ts';
import type { ComplaintRecord, CoverageRecord } from '../../../shared/domain/records.ts';
import type { DemoFilling } from '../filling.ts';

/** What to load. */
export interface SindecOptions {
  readonly federation: Federation;
  readonly mapping: Mapping;
  /** Paths of the files; rows of one complaint may stand in several. */
  readonly files: readonly string[];
}

/** Records of every unit, with the account of every file. */
export interface SindecFilling extends DemoFilling {
  readonly accounts: readonly FileAccount[];
}

/**
 * Real records of the Brazilian federation, read through its mapping. What each unit covers is the days from the first
 * complaint received to the last one resolved in the files.
 * @throws OperatorError INPUT_NOT_FOUND, ROW_SHAPE (not the header of the mapping), KEY_COLLISION
 */
export async function fillSindec({ federation, mapping, files }: SindecOptions): Promise<SindecFilling> {
  const { complaints, accounts } = await mapFiles(federation, mapping, files);
  const localDay = localDayIn(federation.timeZone);
  return {
    accounts,
    units: federation.units.map((unit) => unit.code),
    recordsOf: (unit) => {
      const rows = complaints.get(unit);
      if (rows === undefined) throw new RangeError(`the federation has no unit ${unit}`);
      return { complaints: rows, mediations: [], contacts: [], coverage: [coverageOf(rows, localDay)] };
    },
  };
}

function coverageOf(rows: readonly ComplaintRecord[], localDay: (instant: string) => string): CoverageRecord {
  let [from, to]: [string | null, string | null] = [null, null];
  for (const { receivedAt, resolvedAt } of rows) {
    if (from === null || receivedAt < from) from = receivedAt;
    const last = resolvedAt ?? receivedAt;
    if (to === null || last > to) to = last;
  }
  return {
    contract: 'complaints',
    coveredFrom: from === null ? null : localDay(from),
    coveredTo: to === null ? null : localDay(to),
    confirmedZero: [],
  };
}
