import { describedEnum } from '../common/described-enum.ts';

/** Enum `ComplaintKind` of the graph. */
export const ComplaintKind = describedEnum(
  'ComplaintKind',
  'What the matter is called where it was received. Never inferred: the law names all four and defines none.',
  { REPORT: 'Phản ánh.', REQUEST: 'Yêu cầu.', RECOMMENDATION: 'Kiến nghị.', COMPLAINT: 'Khiếu nại.' },
);

/** Enum `Procedure` of the graph. */
export const Procedure = describedEnum('Procedure', 'Which procedure the matter is handled in, as recorded.', {
  NEGOTIATION_SUPPORT: 'Support of a negotiation between consumer and trader (Law 19/2023/QH15, Art 57).',
  VIOLATION_HANDLING: 'Handling of a violation.',
  ADVICE: 'Advice to the consumer.',
  OTHER: 'Another procedure.',
});

/** Enum `Channel` of the graph. */
export const Channel = describedEnum('Channel', 'The way a matter came in.', {
  HOTLINE: 'By telephone.',
  ONLINE: 'Through a web page or application of the unit.',
  EMAIL: 'By e-mail.',
  POST: 'By letter.',
  IN_PERSON: 'At the office.',
  PUBLIC_SERVICE_PORTAL: 'Through the public-service portal.',
  TRANSFER: 'Handed over by another body.',
  OTHER: 'Another way.',
});

/** Enum `ComplaintStatus` of the graph. */
export const ComplaintStatus = describedEnum('ComplaintStatus', 'Where a matter stands.', {
  RECEIVED: 'Received, nothing sent on yet.',
  FORWARDED: 'Sent on to the trader.',
  NEGOTIATING: 'Consumer and trader negotiate.',
  MEDIATING: 'In mediation.',
  RESOLVED: 'Ended with a result.',
  REFUSED: 'Not accepted.',
  WITHDRAWN: 'Taken back by the consumer.',
  TRANSFERRED_OUT: 'Handed over to another body.',
});

/** Enum `Outcome` of the graph. */
export const Outcome = describedEnum('Outcome', 'What came of a matter.', {
  SETTLED: 'The parties agreed.',
  PARTLY_SETTLED: 'The parties agreed in part.',
  NOT_SETTLED: 'The parties did not agree.',
  VIOLATION_FOUND: 'A violation was found.',
  NO_VIOLATION: 'No violation was found.',
  ADVISED: 'The consumer was advised.',
  REFUSED: 'The matter was not accepted.',
  WITHDRAWN: 'The consumer took it back.',
  UNMAPPED: 'The local code is in no mapping; it is never counted as another outcome.',
});

/** Enum `RefusalGround` of the graph. */
export const RefusalGround = describedEnum('RefusalGround', 'Why a request was not accepted (Law 19/2023/QH15, Art 58).', {
  NO_CAPACITY: 'No legal capacity and no representative.',
  NOT_A_CONSUMER: 'The requester is no consumer and represents none.',
  NO_EVIDENCE: 'The parties cannot be identified or nothing proves the matter.',
  OUTSIDE_COMPETENCE: 'Another body is competent.',
  ALREADY_SETTLED: 'A competent body or association has settled it.',
});

/** Enum `TransactionType` of the graph. */
export const TransactionType = describedEnum('TransactionType', 'What kind of transaction the matter is about.', {
  DISTANCE: 'Concluded at a distance.',
  CONTINUOUS_SERVICE: 'A service supplied continuously.',
  DIRECT_SELLING: 'Direct selling.',
  ORDINARY: 'Any other.',
  UNKNOWN: 'Recorded as unknown.',
});

/** Enum `ClockStep` of the graph. */
export const ClockStep = describedEnum('ClockStep', 'A step that is under a term in working days.', {
  ACKNOWLEDGE: 'The trader acknowledges the matter (Art 31.2).',
  FORWARD: 'The unit forwards a request for negotiation support (Art 57.4).',
  NEGOTIATE: 'The trader negotiates (Art 57.5).',
  REFUSE_IN_WRITING: 'The trader refuses in writing with the reason (Art 57.6).',
  REPORT_RESULT: 'The trader reports the result in writing (Art 57.5).',
  LOCAL_ANSWER: 'An answer under a local term (Art 77.1.b).',
});

/** Enum `Duty` of the graph. */
export const Duty = describedEnum('Duty', 'Whose duty a step is.', { TRADER: 'The trader’s.', UNIT: 'The unit’s.' });

/** Enum `StepState` of the graph. */
export const StepState = describedEnum('StepState', 'How a step stands at the instant of the question.', {
  MET: 'Done in time.',
  MISSED: 'Done too late, or not done and the term is over.',
  RUNNING: 'Not done, the term still runs.',
  NOT_APPLICABLE: 'Never due.',
  UNKNOWN: 'The unit does not record it, or its term cannot be known.',
});

/** Enum `StepBasis` of the graph. */
export const StepBasis = describedEnum('StepBasis', 'Where a term comes from.', {
  STATUTORY: 'An article of law.',
  LOCAL: 'A local rule; never mixed with statutory terms.',
});

/** Enum `RespondentRole` of the graph. */
export const RespondentRole = describedEnum('RespondentRole', 'The part a trader had in the transaction.', {
  SELLER: 'Sold the goods.',
  MANUFACTURER: 'Made the goods.',
  PLATFORM: 'Ran the platform.',
  SERVICE: 'Supplied the service.',
  OTHER: 'Another part.',
});

/** Enum `UnitKind` of the graph. */
export const UnitKind = describedEnum('UnitKind', 'What kind of body a unit is.', {
  DEPARTMENT: 'A department of a province.',
  ASSOCIATION: 'An association for the protection of consumers.',
  AUTHORITY: 'A consumer-protection authority.',
  MINISTRY_UNIT: 'A unit of the ministry.',
});
