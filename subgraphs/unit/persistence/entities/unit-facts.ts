import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { byteText, day } from './columns.ts';

/** Whose database this is: one row. */
export const UnitIdentityEntity = defineEntity({
  name: 'UnitIdentity',
  tableName: 'unit_identity',
  properties: {
    /** Always 1. */
    id: p.integer().primary(),
    unit: byteText(),
    federation: byteText(),
    /** Version of the reference data that derived columns were made with. */
    referenceVersion: byteText(),
  },
});

/** Contacts of one day and channel: counts only. */
export const ContactDayEntity = defineEntity({
  name: 'ContactDay',
  tableName: 'contact_day',
  properties: {
    day: day().primary(),
    channel: byteText().primary(),
    received: p.integer(),
    answered: p.integer(),
    advised: p.integer(),
  },
});

/** First and last day of which the unit has records of a contract. */
export const CoverageEntity = defineEntity({
  name: 'Coverage',
  tableName: 'coverage',
  properties: { contract: byteText().primary(), coveredFrom: day().nullable(), coveredTo: day().nullable() },
});

/** A period for which the unit confirmed that it has nothing to report. */
export const ConfirmedZeroEntity = defineEntity({
  name: 'ConfirmedZero',
  tableName: 'confirmed_zero',
  properties: { contract: byteText().primary(), fromDay: day().primary(), toDay: day() },
});

/** Whose database this is. */
export type UnitIdentity = InferEntity<typeof UnitIdentityEntity>;
