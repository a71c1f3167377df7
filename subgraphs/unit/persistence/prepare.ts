import type { UnitCode } from '../../../shared/domain/ids.ts';
import { localDayIn } from '../../../shared/domain/local-day.ts';
import type { ComplaintRecord, MediationRecord } from '../../../shared/domain/records.ts';
import { checkComplaint, checkMediation } from './check-record.ts';
import type { ComplaintRow, MediationRow } from './copy-targets.ts';
import { complaintDeriver, type ReferenceData } from './derive-complaint.ts';
import { monthNumber } from './month-number.ts';

/** Checks records of one unit and adds what is stored beside them. Each throws OperatorError ROW_VALUE. */
export interface Preparation {
  complaint(record: ComplaintRecord): ComplaintRow;
  mediation(record: MediationRecord): MediationRow;
}

/** The preparation of a unit's records with its federation's reference data. */
export function preparation(federation: ReferenceData, unit: UnitCode): Preparation {
  const derive = complaintDeriver(federation);
  const localDay = localDayIn(federation.timeZone);
  return {
    complaint: (record) => {
      checkComplaint(record, unit);
      return { record, derived: derive(record) };
    },
    mediation: (record) => {
      checkMediation(record, unit);
      return { record, openedMonth: monthNumber(localDay(record.openedAt)) };
    },
  };
}
