import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Stubs: the registry and sibling contracts hold the rest of these objects. */
@ObjectType('Unit', { description: 'A body of the federation; the registry holds the rest of it.', simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class UnitStub {
  @Field(() => ID, { description: 'Its code, such as SCT-79.' })
  code!: string;
}

/** Object `Province` of the graph. */
@ObjectType('Province', { description: 'A province of today; the registry holds the rest of it.', simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class ProvinceStub {
  @Field(() => ID, { description: 'Its code of today.' })
  code!: string;
}

/** Object `Sector` of the graph. */
@ObjectType('Sector', { description: 'A sector of the economy; the registry holds the rest of it.', simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class SectorStub {
  @Field(() => ID, { description: 'Its code in the list of the federation.' })
  code!: string;
}

/** Object `Behaviour` of the graph. */
@ObjectType('Behaviour', { description: 'What a trader is said to have done; the registry holds the rest of it.', simpleResolvers: true })
@Directive('@key(fields: "code", resolvable: false)')
export class BehaviourStub {
  @Field(() => ID, { description: 'Its code in the list of the federation.' })
  code!: string;
}

/** Object `Trader` of the graph. */
@ObjectType('Trader', { description: 'An organisation or person in business that a matter is about.', simpleResolvers: true })
@Directive('@key(fields: "id", resolvable: false)')
export class TraderStub {
  @Field(() => ID, { description: 'Typed identifier, such as mst:0100109106, or UNIT/t-… where the trader has none.' })
  id!: string;
}
