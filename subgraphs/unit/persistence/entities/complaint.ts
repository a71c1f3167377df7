import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { amount, byteText, day, instant } from './columns.ts';

/** A complaint as its unit stores it. What is derived at ingest is derived from the record and the federation's reference data. */
export const ComplaintEntity = defineEntity({
  name: 'Complaint',
  tableName: 'complaint',
  properties: {
    id: byteText().primary(),
    originId: byteText(),
    kind: byteText(),
    procedure: byteText(),
    channel: byteText(),
    sector: byteText(),
    behaviours: p.array().columnType('text[]'),
    status: byteText(),
    priority: p.boolean(),
    receivedAt: instant(),
    forwardedAt: instant().nullable(),
    resolvedAt: instant().nullable(),
    updatedAt: instant(),
    outcome: byteText().nullable(),
    refusalGround: byteText().nullable(),
    claimedAmount: amount().nullable(),
    settledAmount: amount().nullable(),
    transactionType: byteText().nullable(),
    platform: byteText().nullable(),
    transferOfferedAt: instant().nullable(),
    transferEffectiveAt: instant().nullable(),
    transferFromId: byteText().nullable(),
    transferToId: byteText().nullable(),
    transferOutsideBody: byteText().nullable(),
    summary: byteText().nullable(),
    /** Province as written at receipt, in the list of that day. */
    recordedCode: byteText(),
    recordedName: byteText(),
    /** Last day of the recorded province; null when it is one of today. */
    recordedValidTo: day().nullable(),
    /** Derived: code of the province of today. */
    province: byteText(),
    /** Derived: identifiers of the traders named. */
    traders: p.array().columnType('text[]'),
    /** Derived: months in the federation's time zone, counted from the year 0. */
    receivedMonth: p.integer(),
    resolvedMonth: p.integer().nullable(),
    /** Derived: calendar days from receipt to resolution, at least 0. */
    resolutionDays: p.integer().nullable(),
    /** Derived: this unit counts the matter from here on (received by transfer); null for always. */
    heldFrom: instant().nullable(),
    /** Derived: this unit counts the matter before here (handed over); null for ever. */
    heldUntil: instant().nullable(),
    /** Derived: this row is the sender's side of a transfer. */
    transferSent: p.boolean(),
    /** Derived: folded summary, platform, names of respondents, sector and behaviours. */
    searchText: byteText(),
  },
});

/** A stored complaint. */
export type StoredComplaint = InferEntity<typeof ComplaintEntity>;
