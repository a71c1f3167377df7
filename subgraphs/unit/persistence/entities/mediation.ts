import { defineEntity, p } from '@mikro-orm/core';
import { amount, byteText, instant } from './columns.ts';

/** A mediation as an association stores it. Contents never. */
export const MediationEntity = defineEntity({
  name: 'Mediation',
  tableName: 'mediation',
  properties: {
    id: byteText().primary(),
    /** originId of the complaint; null when the parties came directly. */
    complaintOriginId: byteText().nullable(),
    method: byteText(),
    openedAt: instant(),
    closedAt: instant().nullable(),
    outcome: byteText().nullable(),
    settledAmount: amount().nullable(),
    performBy: instant().nullable(),
    performed: p.boolean().nullable(),
    updatedAt: instant(),
    /** Derived: month in the federation's time zone, counted from the year 0. */
    openedMonth: p.integer(),
  },
});
