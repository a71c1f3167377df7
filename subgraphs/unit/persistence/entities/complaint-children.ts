import { defineEntity, p } from '@mikro-orm/core';
import { amount, byteText, instant } from './columns.ts';
import { ComplaintEntity } from './complaint.ts';

const owner = () => p.manyToOne(ComplaintEntity).primary().fieldName('complaint_id').deleteRule('cascade');

/** A trader in a matter, in the order the matter names them. */
export const RespondentEntity = defineEntity({
  name: 'Respondent',
  tableName: 'respondent',
  properties: {
    complaint: owner(),
    position: p.integer().primary(),
    traderId: byteText(),
    name: byteText().nullable(),
    role: byteText(),
    outcome: byteText().nullable(),
    settledAmount: amount().nullable(),
  },
});

/** A step of a matter that is under a clock. */
export const StepEntity = defineEntity({
  name: 'Step',
  tableName: 'step',
  properties: {
    complaint: owner(),
    position: p.integer().primary(),
    step: byteText(),
    duty: byteText(),
    basis: byteText(),
    article: byteText().nullable(),
    startedAt: instant().nullable(),
    dueAt: instant().nullable(),
    doneAt: instant().nullable(),
    recorded: p.boolean(),
  },
});

/** Something that happened in a matter. */
export const EventEntity = defineEntity({
  name: 'Event',
  tableName: 'event',
  properties: {
    complaint: owner(),
    position: p.integer().primary(),
    at: instant(),
    kind: byteText(),
    note: byteText().nullable(),
  },
});
