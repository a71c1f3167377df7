import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar, DecimalScalar } from '../../../../shared/contract/scalars.ts';
import { BehaviourStub, ProvinceStub, SectorStub, UnitStub } from '../common/stubs.ts';
import { RecordedProvince, Transfer } from './complaint-parts.ts';
import { Channel, ComplaintKind, ComplaintStatus, Outcome, Procedure, RefusalGround, TransactionType } from './enums.ts';

/** Steps, respondents and events are fields of `ComplaintFields`, which loads them. */
@ObjectType('Complaint', { description: 'A consumer’s matter, held by the unit its id names.', simpleResolvers: true })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "originId")')
@Directive('@sharded(key: "id")')
export class ComplaintType {
  @Field(() => ID, { description: 'UNIT/local-number; its unit holds the record.' })
  id!: string;

  @Field(() => ID, { description: 'The id under which the matter was first received; never changes, whoever holds it.' })
  originId!: string;

  @Field(() => UnitStub, { description: 'The unit that holds the record.' })
  unit!: UnitStub;

  @Field(() => ComplaintKind, { description: 'What it is called where it was received.' })
  kind!: string;

  @Field(() => Procedure, { description: 'The procedure it is handled in, as recorded.' })
  procedure!: string;

  @Field(() => Channel, { description: 'The way it came in.' })
  channel!: string;

  @Field(() => SectorStub, { description: 'Sector of the economy.' })
  sector!: SectorStub;

  @Field(() => [BehaviourStub], { description: 'What the traders are said to have done; several or none.' })
  behaviours!: readonly BehaviourStub[];

  @Field(() => ComplaintStatus, { description: 'Where it stands.' })
  status!: string;

  @Field(() => Boolean, { description: 'Whether it has priority because the consumer is vulnerable (Art 8). The reason is never carried.' })
  priority!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  receivedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was forwarded to the trader.' })
  forwardedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it came to any final status.' })
  resolvedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When the record last changed.' })
  updatedAt!: string;

  @Field(() => Outcome, { nullable: true, description: 'What came of it.' })
  outcome!: string | null;

  @Field(() => RefusalGround, { nullable: true, description: 'Why it was not accepted.' })
  refusalGround!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Amount the consumer asks for.' })
  claimedAmount!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Amount it was settled for.' })
  settledAmount!: string | null;

  @Field(() => TransactionType, { nullable: true, description: 'Kind of transaction.' })
  transactionType!: string | null;

  @Field(() => String, { nullable: true, description: 'Digital platform the transaction was made on.' })
  platform!: string | null;

  @Field(() => RecordedProvince, { description: 'The province as written at receipt.' })
  provinceRecorded!: RecordedProvince;

  @Field(() => ProvinceStub, { description: 'The province of today that the recorded one lies in.' })
  province!: ProvinceStub;

  @Field(() => Transfer, { nullable: true, description: 'The hand-over to or from another body, if there was one.' })
  transfer!: Transfer | null;

  @Field(() => String, { nullable: true, description: 'What it is about, in short.' })
  @Directive('@copied(value: false)')
  summary!: string | null;
}
