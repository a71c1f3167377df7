import type { Federation } from '../../../shared/config/federation.ts';
import { boundaries } from '../../../shared/domain/boundaries.ts';
import { parseRowId } from '../../../shared/domain/ids.ts';
import { daysBetween, localDayIn } from '../../../shared/domain/local-day.ts';
import type { ComplaintRecord, TransferRecord } from '../../../shared/domain/records.ts';
import { foldText } from '../../../shared/domain/text.ts';
import { OperatorError } from '../../../shared/errors/errors.ts';
import { monthNumber } from './month-number.ts';

/** What is stored beside a record, made from it and the federation's reference data. */
export interface DerivedComplaint {
  readonly recordedCode: string;
  readonly recordedName: string;
  readonly recordedValidTo: string | null;
  readonly province: string;
  readonly traders: readonly string[];
  readonly receivedMonth: number;
  readonly resolvedMonth: number | null;
  readonly resolutionDays: number | null;
  readonly heldFrom: string | null;
  readonly heldUntil: string | null;
  readonly transferSent: boolean;
  readonly searchText: string;
}

/** Reference data that derived columns depend on. */
export type ReferenceData = Pick<Federation, 'provinces' | 'sectors' | 'behaviours' | 'timeZone'>;

/**
 * Derives what is stored beside the records of one federation.
 * @throws OperatorError ROW_VALUE for a province code that no list has
 */
export function complaintDeriver(federation: ReferenceData): (record: ComplaintRecord) => DerivedComplaint {
  const readProvince = boundaries(federation.provinces);
  const localDay = localDayIn(federation.timeZone);
  const names = new Map([...federation.sectors, ...federation.behaviours].map(({ code, name }) => [code, name]));

  return (record) => {
    const receivedDay = localDay(record.receivedAt);
    const resolvedDay = record.resolvedAt === null ? null : localDay(record.resolvedAt);
    const province = readProvince(record.provinceCode, receivedDay);
    if (province === undefined) {
      throw new OperatorError('ROW_VALUE', `${record.id}: no list of the federation has the province ${record.provinceCode}`);
    }
    return {
      recordedCode: province.code,
      recordedName: province.name,
      recordedValidTo: province.validTo,
      province: province.current,
      traders: [...new Set(record.respondents.map(({ traderId }) => traderId))],
      receivedMonth: monthNumber(receivedDay),
      resolvedMonth: resolvedDay === null ? null : monthNumber(resolvedDay),
      resolutionDays: resolvedDay === null ? null : Math.max(0, daysBetween(receivedDay, resolvedDay)),
      ...held(record.id, record.transfer),
      searchText: searchText(record, names),
    };
  };
}

/**
 * Which side of a transfer a row is on, and when it counts: the sender until the transfer takes effect, the receiver from
 * then on; the sender for ever when the receiver is outside the federation (Law 19/2023/QH15, Art 11.3).
 */
function held(id: string, transfer: TransferRecord | null): Pick<DerivedComplaint, 'heldFrom' | 'heldUntil' | 'transferSent'> {
  const kept = { heldFrom: null, heldUntil: null, transferSent: false };
  if (transfer === null || transfer.fromId === null) return kept;
  const { effectiveAt, fromId, toId, outsideBody } = transfer;
  if (parseRowId(fromId)?.unit !== parseRowId(id)?.unit) return { ...kept, heldFrom: effectiveAt ?? 'infinity' };
  return {
    heldFrom: null,
    heldUntil: toId === null ? null : effectiveAt,
    transferSent: effectiveAt !== null && (toId !== null || outsideBody !== null),
  };
}

function searchText(record: ComplaintRecord, names: ReadonlyMap<string, string>): string {
  const parts = [
    record.summary,
    record.platform,
    ...record.respondents.map(({ name }) => name),
    names.get(record.sector),
    ...record.behaviours.map((code) => names.get(code)),
  ];
  return foldText(parts.filter((part) => part !== null && part !== undefined).join(' '));
}
