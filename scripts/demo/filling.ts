import type { UnitCode } from '../../shared/domain/ids.ts';
import type { ComplaintRecord, ContactRecord, CoverageRecord, MediationRecord } from '../../shared/domain/records.ts';

/** Records of one unit; each part can be read again and again. */
export interface DemoRecords {
  readonly complaints: Iterable<ComplaintRecord>;
  readonly mediations: Iterable<MediationRecord>;
  readonly contacts: Iterable<ContactRecord>;
  readonly coverage: Iterable<CoverageRecord>;
}

/** Data to fill the units of a federation with. */
export interface DemoFilling {
  /** Connected units, in the order of the federation. */
  readonly units: readonly UnitCode[];
  /** Records of a unit. Throws RangeError for a unit that is not one of {@link units}. */
  recordsOf(unit: UnitCode): DemoRecords;
}
