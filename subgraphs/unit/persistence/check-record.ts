import { parseRowId, type UnitCode } from '../../../shared/domain/ids.ts';
import type { ComplaintRecord, MediationRecord } from '../../../shared/domain/records.ts';
import { OperatorError } from '../../../shared/errors/errors.ts';

// What numeric(18,2) holds as it is; it would round anything longer without a word.
const AMOUNT = /^\d{1,16}(?:\.\d{1,2}0*)?$/;

function refuse(id: string, reason: string): never {
  throw new OperatorError('ROW_VALUE', `${id}: ${reason}`);
}

function checkId(id: string, unit: UnitCode): void {
  if (parseRowId(id)?.unit !== unit) refuse(id, `no id of ${unit}`);
}

function checkAmounts(id: string, amounts: readonly (string | null)[]): void {
  const wrong = amounts.find((amount) => amount !== null && !AMOUNT.test(amount));
  if (wrong !== undefined) refuse(id, `${wrong} is no amount of at most 16 digits and 2 decimals`);
}

/**
 * Makes sure that a complaint can be stored as it is.
 * @throws OperatorError ROW_VALUE for an id of another unit, an origin that is no id, an amount that would be rounded
 */
export function checkComplaint(record: ComplaintRecord, unit: UnitCode): void {
  checkId(record.id, unit);
  if (parseRowId(record.originId) === undefined) refuse(record.id, `its origin ${record.originId} is no id`);
  checkAmounts(record.id, [record.claimedAmount, record.settledAmount, ...record.respondents.map(({ settledAmount }) => settledAmount)]);
}

/** As {@link checkComplaint}, of a mediation. */
export function checkMediation(record: MediationRecord, unit: UnitCode): void {
  checkId(record.id, unit);
  if (record.complaintOriginId !== null && parseRowId(record.complaintOriginId) === undefined) {
    refuse(record.id, `its complaint ${record.complaintOriginId} is no id`);
  }
  checkAmounts(record.id, [record.settledAmount]);
}
