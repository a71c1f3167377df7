import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import {
  declaration,
  type EntityModel,
  FIXED_TYPES,
  type FieldModel,
  type InterfaceModel,
  implementing,
  isLeaf,
  keyDeclaration,
  keyFields,
  requiredFields,
  type SchemaModel,
} from './federation-model.ts';
import type { Tape } from './federation-tape.ts';

/** One subgraph of a split schema. */
export interface SplitSubgraph {
  readonly name: string;
  /** What is composed. */
  readonly sdl: string;
  /** What answers, `_entities` included. */
  readonly schema: GraphQLSchema;
  /** `Type.field` of what other subgraphs resolve. */
  readonly external: ReadonlySet<string>;
  /** Fields of the answer that come with it although they are external, per `Type.field`. */
  readonly provides: ReadonlyMap<string, readonly string[]>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides"])';

const MACHINERY = `
  scalar _Any
  type _Service { sdl: String }
`;

/** Who resolves what: subgraph numbers per `Type.field`. */
type Owners = ReadonlyMap<string, ReadonlySet<number>>;

/** Distributes the fields of entities and of Query over 2 to 4 subgraphs. */
export function splitSchema(model: SchemaModel, tape: Tape): SplitSubgraph[] {
  const count = 2 + tape.pick(3);
  const owners = new Map<string, Set<number>>();
  // Not shared: `@graphql-hive/router-query-planner` 0.0.38 finds no path where subgraphs know different fields of an interface.
  const interfaces = new Set(model.interfaces.map(({ name }) => name));
  for (const { name, fields } of [...model.entities, { name: 'Query', fields: model.query }]) {
    for (const field of fields) {
      const owned = new Set([tape.pick(count)]);
      if (field.requires === undefined && !interfaces.has(field.named) && tape.rarely(6)) owned.add(tape.pick(count));
      owners.set(`${name}.${field.name}`, owned);
    }
  }
  // One subgraph per entity knows all its keys, so that every subgraph can be reached from every other.
  const homes = new Map(model.entities.map(({ name }) => [name, tape.pick(count)]));
  const provided = new Set<string>();
  const drafts = Array.from({ length: count }, (_, index) => new SubgraphDraft(model, owners, homes, index, tape, provided));
  return drafts.map((draft) => draft.finish());
}

/** A subgraph while it is put together: all drafts first say what they provide, then each is printed. */
class SubgraphDraft {
  readonly #included: ReadonlySet<string>;
  readonly #provides = new Map<string, readonly string[]>();
  readonly #provided = new Map<string, string>();
  readonly #external = new Set<string>();
  readonly #implemented = new Map<string, readonly FieldModel[]>();
  readonly #keys = new Map<string, readonly string[]>();

  constructor(
    private readonly model: SchemaModel,
    private readonly owners: Owners,
    private readonly homes: ReadonlyMap<string, number>,
    private readonly index: number,
    tape: Tape,
    private readonly shared: Set<string>,
  ) {
    this.#included = this.#closure();
    for (const entity of model.entities) if (this.#included.has(entity.name)) this.#keys.set(entity.name, this.#chooseKeys(entity, tape));
    for (const item of model.interfaces) if (this.#included.has(item.name)) this.#implemented.set(item.name, this.#chooseFields(item, tape));
    for (const { name, fields } of model.entities) for (const field of this.#owned(name, fields)) this.#require(name, field);
    for (const { name, fields } of [...model.entities, { name: 'Query', fields: model.query }])
      for (const field of this.#owned(name, fields)) this.#provide(name, field, tape);
  }

  finish(): SplitSubgraph {
    const sdl = `${LINK}\n${this.#print()}`;
    const entities = [...this.#keys.keys()];
    const roots = this.#owned('Query', this.model.query).length > 0 ? 'extend type Query' : 'type Query';
    const entityField =
      entities.length > 0
        ? `union _Entity = ${entities.join(' | ')}\n${roots} { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`
        : `${roots} { _service: _Service! }`;
    return {
      name: `s${this.index}`,
      sdl,
      schema: buildASTSchema(parse(`${this.#print()}\n${MACHINERY}\n${entityField}`), { assumeValidSDL: true }),
      external: this.#external,
      provides: this.#provides,
    };
  }

  #owns(type: string, field: string): boolean {
    return this.owners.get(`${type}.${field}`)?.has(this.index) ?? false;
  }

  #owned(type: string, fields: readonly FieldModel[]): FieldModel[] {
    return fields.filter(({ name }) => this.#owns(type, name));
  }

  /** Everything that the owned fields lead to; members of unions and interfaces all stand in every subgraph that has those. */
  #closure(): Set<string> {
    const { entities, values, interfaces, unions, query } = this.model;
    const found = new Set<string>();
    const add = (name: string): void => {
      if (found.has(name)) return;
      found.add(name);
      const entity = entities.find((item) => item.name === name);
      for (const field of entity ? this.#owned(name, entity.fields) : []) reach(field);
      for (const field of values.find((item) => item.name === name)?.fields ?? []) reach(field);
      const abstract = interfaces.find((item) => item.name === name);
      for (const field of abstract?.fields ?? []) reach(field);
      for (const member of abstract?.members ?? unions.find((item) => item.name === name)?.members ?? []) add(member);
      for (const item of values.find((value) => value.name === name)?.implements ?? []) add(item);
    };
    const reach = ({ named, args }: FieldModel): void => {
      if (named in FIXED_TYPES || !isLeaf(named)) add(named);
      if (args.includes('Filter')) add('Filter');
      if (args.includes('Filter') || args.includes('Color')) add('Color');
    };
    for (const { name, fields } of entities) {
      if (this.homes.get(name) === this.index || this.#owned(name, fields).length > 0) add(name);
      for (const { requires } of this.#owned(name, fields)) for (const field of fields) if (field.name === requires) reach(field);
    }
    for (const field of this.#owned('Query', query)) reach(field);
    // Provided fields are leaves of any type.
    for (const name of ['Color', 'Json']) found.add(name);
    return found;
  }

  #chooseKeys({ name, keys, implements: interfaces }: EntityModel, tape: Tape): readonly string[] {
    if (this.homes.get(name) === this.index || keys.length < 2) return keys;
    const chosen = tape.of([['id'], ['code'], keys]);
    return interfaces.length > 0 && !chosen.includes('id') ? ['id'] : chosen;
  }

  /** Fields of an interface of entities that all its members resolve here, not always all of them. */
  #chooseFields({ ofEntities, members, fields }: InterfaceModel, tape: Tape): readonly FieldModel[] {
    if (!ofEntities) return fields;
    return fields.filter(({ name }) => members.every((member) => this.#owns(member, name)) && !tape.rarely(4));
  }

  #require(type: string, { requires }: FieldModel): void {
    if (requires !== undefined && !this.#owns(type, requires)) this.#external.add(`${type}.${requires}`);
  }

  /**
   * Sometimes lets a field that leads to an entity bring a leaf of it along, in one subgraph always the same one:
   * `@graphql-hive/router-query-planner` 0.0.38 takes what one field provides for provided by others as well.
   */
  #provide(type: string, { name, named }: FieldModel, tape: Tape): void {
    const entity = this.model.entities.find((item) => item.name === named);
    if (entity === undefined || !tape.rarely(3)) return;
    const foreign = entity.fields.filter((field) => isLeaf(field.named) && field.args === '' && !field.requires && !this.#owns(named, field.name));
    if (foreign.length === 0) return;
    const known = this.#provided.get(named);
    const chosen = known ?? tape.of(foreign).name;
    this.#provided.set(named, chosen);
    this.#provides.set(`${type}.${name}`, [chosen]);
    this.#external.add(`${named}.${chosen}`);
    this.shared.add(`${named}.${chosen}`);
  }

  #print(): string {
    const { entities, values, interfaces, unions, query } = this.model;
    const here = <T extends { readonly name: string }>(list: readonly T[]): T[] => list.filter(({ name }) => this.#included.has(name));
    const rootFields = this.#owned('Query', query).map((field) => this.#field('Query', field));
    return [
      ...Object.entries(FIXED_TYPES).flatMap(([name, text]) => (this.#included.has(name) ? [text] : [])),
      ...here(entities).map((entity) => this.#entity(entity)),
      ...here(values).map((item) => `type ${item.name}${implementing(item.implements)} @shareable { ${item.fields.map(declaration).join(' ')} }`),
      ...here(interfaces).map(
        ({ name, ofEntities }) =>
          `interface ${name} { ${[...(ofEntities ? ['id: ID!'] : []), ...(this.#implemented.get(name) ?? []).map(declaration)].join(' ')} }`,
      ),
      ...here(unions).map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
      ...(rootFields.length > 0 ? [`type Query { ${rootFields.join(' ')} }`] : []),
    ].join('\n');
  }

  #entity(entity: EntityModel): string {
    const { name, fields } = entity;
    const keys = this.#keys.get(name) ?? entity.keys;
    const external = fields.filter((field) => this.#external.has(`${name}.${field.name}`));
    const owned = this.#owned(name, fields);
    const directives = keys.map((key) => `@key(fields: "${key}")`).join(' ');
    const interfaces = entity.implements.filter((item) => this.#included.has(item));
    const lines = [
      ...keyFields(keys).map(keyDeclaration),
      ...owned.map((field) => this.#field(name, field)),
      ...external.map((field) => `${declaration(field)} @external`),
    ];
    return `type ${name}${implementing(interfaces)} ${directives} { ${lines.join(' ')} }`;
  }

  #field(type: string, field: FieldModel): string {
    const place = `${type}.${field.name}`;
    const requires = field.requires !== undefined && this.#external.has(`${type}.${field.requires}`) ? ` @requires(fields: "${field.requires}")` : '';
    const provides = this.#provides.has(place) ? ` @provides(fields: "${this.#provides.get(place)?.join(' ')}")` : '';
    const shareable = this.shared.has(place) || (this.owners.get(place)?.size ?? 0) > 1 ? ' @shareable' : '';
    return `${declaration(field)}${requires}${provides}${shareable}`;
  }
}

/** Fields that must never fail: what others are made from. */
export const safeFields = ({ entities }: SchemaModel): ReadonlySet<string> =>
  new Set(entities.flatMap((entity) => [...requiredFields(entity)].map((field) => `${entity.name}.${field}`)));
