import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { CodeEntry, ProvinceEntry, UnitEntry } from '../../../shared/config/federation.ts';
import { DateScalar } from '../../../shared/contract/scalars.ts';
import { ProvinceKind, UnitKind, UnitState } from './enums.ts';

/** What the federation is. */
@ObjectType({ description: 'The federation this graph is of.' })
export class FederationInfo {
  @Field(() => ID, { description: 'Short name of the federation.' })
  code!: string;

  @Field(() => String, { description: 'Name in the language of the country.' })
  name!: string;

  @Field(() => String, { description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { description: 'IANA time zone in which days, months and years of the records are reckoned.' })
  timeZone!: string;

  @Field(() => String, { description: 'Version of provinces, calendar and code lists. Units on another version are left out of statistics.' })
  referenceVersion!: string;

  @Field(() => DateScalar, { description: 'The day before which there are no records at all.' })
  historyFrom!: string;

  @Field(() => String, { nullable: true, description: 'What must be said wherever the data are shown, such as that they are generated.' })
  dataNotice!: string | null;

  @Field(() => String, { nullable: true, description: 'The notice in English.' })
  dataNoticeEn!: string | null;
}

/** A body that a province was formed from. */
@ObjectType({ description: 'A body that a province of today was formed from. Its code may mean another province today: read codes with their day.' })
export class FormerProvince {
  @Field(() => String, { description: 'Code in the list of its time.' })
  code!: string;

  @Field(() => String, { description: 'Name in its time.' })
  name!: string;

  @Field(() => DateScalar, { description: 'Last day it existed.' })
  effectiveTo!: string;
}

/** A province as of today. */
@ObjectType({ description: 'A province (or state) as of today.' })
@Directive('@key(fields: "code")')
export class Province implements ProvinceEntry {
  @Field(() => ID, { description: 'Code in the list of today.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in the language of the country.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English.' })
  nameEn!: string;

  @Field(() => ProvinceKind, { nullable: true, description: 'What it is in its country.' })
  kind!: ProvinceEntry['kind'];

  @Field(() => DateScalar, { nullable: true, description: 'First day in its present boundaries.' })
  effectiveFrom!: string;

  @Field(() => [FormerProvince], {
    nullable: true,
    description: 'What it was formed from; empty when its boundaries never changed within the records.',
  })
  formedFrom!: FormerProvince[];
}

/** A body of the federation. */
@ObjectType({ description: 'A body of the federation that holds records: a department, an association, an authority.' })
@Directive('@key(fields: "code")')
export class Unit {
  @Field(() => ID, { description: 'Code of the unit, with which the ids of its records begin.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in the language of the country.' })
  name!: string;

  @Field(() => UnitKind, { nullable: true, description: 'What it is.' })
  kind!: UnitEntry['kind'];

  @Field(() => Province, { nullable: true, description: 'The province it belongs to; null for a body of the whole country.' })
  province!: Province | null;

  @Field(() => String, { nullable: true, description: 'Its code as an agency in official lists, where known.' })
  agencyCode!: string | null;

  @Field(() => UnitState, { nullable: true, description: 'How far it has come in joining.' })
  state!: UnitEntry['state'];

  @Field(() => [String], { nullable: true, description: 'Contracts it serves.' })
  contracts!: string[];

  @Field(() => [ID], { nullable: true, description: 'Units whose complaints it may mediate; `*` alone means all.' })
  covers!: string[];
}

/** A field of trade. */
@ObjectType({ description: 'A field of trade, from the federation’s code list.' })
@Directive('@key(fields: "code")')
export class Sector implements CodeEntry {
  @Field(() => ID, { description: 'Code in the list.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in the language of the country.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English.' })
  nameEn!: string;
}

/** What a trader is said to have done. */
@ObjectType({ description: 'What a trader is said to have done, from the federation’s code list.' })
@Directive('@key(fields: "code")')
export class Behaviour implements CodeEntry {
  @Field(() => ID, { description: 'Code in the list.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'Name in the language of the country.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English.' })
  nameEn!: string;

  @Field(() => String, { nullable: true, description: 'The article of law that names it, where one does.' })
  article!: string;
}
