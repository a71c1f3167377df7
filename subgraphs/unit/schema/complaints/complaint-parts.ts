import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../../../shared/contract/scalars.ts';
import { TraderStub } from '../common/stubs.ts';
import { ClockStep, Duty, Outcome, RespondentRole, StepBasis, StepState } from './enums.ts';

/** Object `Step` of the graph. */
@ObjectType('Step', { description: 'A step of a matter that is under a clock, in working days.', simpleResolvers: true })
export class Step {
  @Field(() => ClockStep, { description: 'Which step.' })
  step!: string;

  @Field(() => Duty, { description: 'Whose duty it is.' })
  duty!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the term began to run; null when unknown.' })
  startedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Last instant of the term; null when it cannot be known.' })
  dueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done.' })
  doneAt!: string | null;

  @Field(() => StepState, { description: 'How it stands at the instant of the question.' })
  state!: string;

  @Field(() => StepBasis, { description: 'Whether a statute or a local rule sets the term.' })
  basis!: string;

  @Field(() => String, { nullable: true, description: 'The article that sets the term; null for a local one.' })
  article!: string | null;
}

/** Object `Respondent` of the graph. */
@ObjectType('Respondent', { description: 'A trader in a matter, in the order the matter names them.', simpleResolvers: true })
export class Respondent {
  @Field(() => TraderStub, { description: 'The trader.' })
  trader!: TraderStub;

  @Field(() => String, { nullable: true, description: 'The name as recorded.' })
  name!: string | null;

  @Field(() => RespondentRole, { description: 'The part the trader had in the transaction.' })
  role!: string;

  @Field(() => Outcome, { nullable: true, description: 'What came of it for this trader.' })
  outcome!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Amount this trader settled for.' })
  settledAmount!: string | null;
}

/** Object `Transfer` of the graph. */
@ObjectType('Transfer', {
  description: 'A hand-over to another body. The sender counts the matter until it takes effect, the receiver from then on.',
  simpleResolvers: true,
})
@Directive('@key(fields: "id", resolvable: false)')
export class Transfer {
  @Field(() => ID, { description: 'Id of the complaint it stands on.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was offered.' })
  offeredAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it takes effect; null until it is accepted.' })
  effectiveAt!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the complaint at the sender.' })
  fromId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the complaint at the receiver, when it is in the federation.' })
  toId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a receiver outside the federation; then the sender goes on counting.' })
  outsideBody!: string | null;
}

/** Object `Event` of the graph. */
@ObjectType('Event', { description: 'Something that happened in a matter.', simpleResolvers: true })
export class Event {
  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  at!: string;

  @Field(() => String, { description: 'What happened, in the words of the unit.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'Note of the unit.' })
  @Directive('@copied(value: false)')
  note!: string | null;
}

/** Object `RecordedProvince` of the graph. */
@ObjectType('RecordedProvince', { description: 'A province as it was written at receipt, in the list of that day.', simpleResolvers: true })
export class RecordedProvince {
  @Field(() => ID, { description: '`code@validTo` of a former province, the code alone of one of today.' })
  id!: string;

  @Field(() => String, { description: 'The code as written. Alone it is ambiguous: codes changed meaning.' })
  code!: string;

  @Field(() => String, { description: 'The name of that day.' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of a former province; null for one of today.' })
  validTo!: string | null;
}
