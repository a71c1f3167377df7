import { dayOf, provinceOn } from './places-and-days.ts';
import { byBytes, type InstantText, type OracleComplaint, type OracleFederation, type OracleMediation, stepState, unitOf } from './rows.ts';

/** The selection that {@link showComplaint} mirrors. */
export const COMPLAINT_FIELDS = `
  id originId unit { code kind } kind procedure channel sector { code name } behaviours { code } status priority receivedAt forwardedAt resolvedAt
  updatedAt steps { step duty startedAt dueAt doneAt state basis article } outcome refusalGround claimedAmount settledAmount transactionType
  platform provinceRecorded { id code name validTo } province { code name } respondents { trader { id } name role outcome settledAmount }
  transfer { offeredAt effectiveAt fromId toId outsideBody } events { at kind note } summary`;

/** A complaint as the graph shows it at an instant; steps by name, behaviours by code. */
export function showComplaint(federation: OracleFederation, row: OracleComplaint, at: InstantText): Record<string, unknown> {
  const province = provinceOn(federation, row.provinceCode, dayOf(row.receivedAt, federation.timeZone));
  const { provinceCode: _, ...shown } = row;
  return {
    ...shown,
    unit: { code: unitOf(row.id), kind: federation.unitKinds.get(unitOf(row.id)) },
    sector: { code: row.sector, name: federation.codeNames.get(row.sector) },
    behaviours: row.behaviours.map((code) => ({ code })),
    steps: row.steps.map(({ recorded: _recorded, ...step }) => ({ ...step, state: stepState({ ...step, recorded: _recorded }, at) })),
    provinceRecorded: { id: province.id, code: province.code, name: province.name, validTo: province.validTo },
    province: { code: province.current, name: federation.provinces.find(({ code }) => code === province.current)?.name },
    respondents: row.respondents.map(({ traderId, ...respondent }) => ({ trader: { id: traderId }, ...respondent })),
  };
}

/** The selection that {@link showMediation} mirrors. */
export const MEDIATION_FIELDS = 'id unit { code } complaint { originId } method openedAt closedAt outcome settledAmount performBy performed';

/** A mediation as the graph shows it. */
export function showMediation(row: OracleMediation): Record<string, unknown> {
  const { id, complaintOriginId, method, openedAt, closedAt, outcome, settledAmount, performBy, performed } = row;
  const complaint = complaintOriginId === null ? null : { originId: complaintOriginId };
  return { id, unit: { code: unitOf(id) }, complaint, method, openedAt, closedAt, outcome, settledAmount, performBy, performed };
}

/** Mediations of one matter, in the order of `Complaint.mediations`. */
export const mediationsOf = (rows: readonly OracleMediation[], originId: string): OracleMediation[] =>
  rows.filter(({ complaintOriginId }) => complaintOriginId === originId).sort((a, b) => byBytes(a.id, b.id));
