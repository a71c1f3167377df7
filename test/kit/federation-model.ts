import type { Tape } from './federation-tape.ts';

/** A field of the merged schema. */
export interface FieldModel {
  readonly name: string;
  /** Its type as GraphQL writes it, such as `[E0!]`. */
  readonly type: string;
  readonly named: string;
  /** Arguments with their brackets, or nothing. */
  readonly args: string;
  /** The field of the same entity that its value is made from; that one never fails. */
  readonly requires?: string;
}

/** An entity with one key, two keys, or one key of two fields. */
export interface EntityModel {
  readonly name: string;
  readonly keys: readonly string[];
  readonly implements: readonly string[];
  readonly fields: readonly FieldModel[];
}

/** A type without identity, the same in every subgraph that has it. */
export interface ValueModel {
  readonly name: string;
  readonly implements: readonly string[];
  readonly fields: readonly FieldModel[];
}

/** An interface of entities, which then have an `id`, or of value types. */
export interface InterfaceModel {
  readonly name: string;
  readonly ofEntities: boolean;
  readonly members: readonly string[];
  readonly fields: readonly FieldModel[];
}

/** What a merged schema is printed, split and filled from. */
export interface SchemaModel {
  readonly entities: readonly EntityModel[];
  readonly values: readonly ValueModel[];
  readonly interfaces: readonly InterfaceModel[];
  readonly unions: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly query: readonly FieldModel[];
}

/** Leaf types and inputs that are the same in every schema, by name. */
export const FIXED_TYPES: Readonly<Record<string, string>> = {
  Color: 'enum Color { RED GREEN BLUE }',
  Json: 'scalar Json',
  Filter: 'input Filter { a: Int = 1 b: [String!] c: Color d: Filter }',
};

const LEAVES = ['Int', 'String', 'Float', 'Boolean', 'ID', 'Color', 'Json'];
const WRAPS = ['T', 'T!', '[T]', '[T!]', '[T!]!', '[T]!', '[[T]]'];
const ARGUMENTS = ['', '(n: Int = 2)', '(s: String)', '(f: Filter)', '(n: Int!, c: [Color!] = [RED])'];

/** Whether values of the type have no selections. */
export const isLeaf = (named: string): boolean => LEAVES.includes(named);

/** A random schema. Fields of equal names have equal types, up to the `!` that members of an interface may add. */
export function schemaModel(tape: Tape): SchemaModel {
  const names = (letter: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${letter}${index}`);
  const entityNames = names('E', 1 + tape.pick(4));
  const valueNames = names('V', tape.pick(3));
  const unions = names('U', tape.pick(3)).map((name) => ({ name, members: tape.some([...entityNames, ...valueNames]) }));
  const interfaceNames = names('I', tape.pick(3));
  const composites = [...entityNames, ...interfaceNames, ...unions.map(({ name }) => name)];
  const interfaces = interfaceNames.map((name): InterfaceModel => {
    const ofEntities = valueNames.length === 0 || !tape.rarely(4);
    const members = tape.some(ofEntities ? entityNames : valueNames);
    return { name, ofEntities, members, fields: fields(tape, (ofEntities ? 0 : 1) + tape.pick(3), [...composites, ...valueNames]) };
  });
  // Only leaves: for objects, `@graphql-hive/router-query-planner` 0.0.38 asks for both types under one response key.
  const inherited = (name: string): FieldModel[] => {
    const own = interfaces.filter(({ members }) => members.includes(name)).flatMap((item) => item.fields);
    return unique(own).map((field) =>
      field.type.endsWith('!') || !isLeaf(field.named) || !tape.rarely(6) ? field : { ...field, type: `${field.type}!` },
    );
  };
  const implemented = (name: string): string[] => interfaces.filter(({ members }) => members.includes(name)).map((item) => item.name);
  return {
    entities: entityNames.map((name) => {
      const keys = tape.of([['id'], ['id', 'code'], ['id code']]);
      const own = unique([...inherited(name), ...fields(tape, tape.pick(6), [...composites, ...valueNames])]);
      return { name, keys, implements: implemented(name), fields: keys.length > 1 ? own : withRequirements(tape, own) };
    }),
    values: valueNames.map((name, index) => ({
      name,
      implements: implemented(name),
      fields: unique([...inherited(name), ...fields(tape, 1 + tape.pick(3), [...composites, ...valueNames.slice(index + 1)])]),
    })),
    interfaces,
    unions,
    query: unique(Array.from({ length: 1 + tape.pick(5) }, () => field(tape, tape.of([...composites, ...valueNames])))),
  };
}

const unique = (list: readonly FieldModel[]): FieldModel[] =>
  list.filter(({ name }, index) => list.findIndex((other) => other.name === name) === index);

const fields = (tape: Tape, count: number, composites: readonly string[]): FieldModel[] =>
  unique(Array.from({ length: count }, () => field(tape, tape.pick(2) === 0 ? tape.of(LEAVES) : tape.of(composites))));

/** The name says the type and the arguments. */
function field(tape: Tape, named: string): FieldModel {
  const wrap = tape.of(WRAPS);
  const args = tape.rarely(3) ? tape.pick(ARGUMENTS.length) : 0;
  const shape = WRAPS.indexOf(wrap) || '';
  const name = `${named === 'ID' ? 'ident' : named.toLowerCase()}${shape}${args === 0 ? '' : `_${args}`}${tape.of(['', 'x'])}`;
  return { name, type: wrap.replace('T', named), named, args: ARGUMENTS[args] ?? '' };
}

/**
 * Sometimes adds a field that is made from another one, which may be such a field itself. Not to entities with two keys:
 * `@graphql-hive/router-query-planner` 0.0.38 panics and ends the process when such a field is asked for twice.
 */
function withRequirements(tape: Tape, list: readonly FieldModel[]): FieldModel[] {
  const all = [...list];
  for (const name of ['made', 'remade']) {
    const candidates = all.filter(({ named, args }) => isLeaf(named) && args === '');
    if (candidates.length > 0 && tape.rarely(3)) all.push({ name, type: 'String', named: 'String', args: '', requires: tape.of(candidates).name });
  }
  return all;
}

/** Fields of an entity that others are made from. */
export const requiredFields = ({ fields: all }: EntityModel): ReadonlySet<string> =>
  new Set(all.flatMap(({ requires }) => (requires === undefined ? [] : [requires])));

/** Names of the fields that the keys of an entity are made of. */
export const keyFields = (keys: readonly string[]): string[] => [...new Set(keys.flatMap((key) => key.split(' ')))];

/** A key field as it is declared. */
export const keyDeclaration = (name: string): string => (name === 'id' ? 'id: ID!' : `${name}: String!`);

/** A field as it is declared, without directives. */
export const declaration = ({ name, args, type }: FieldModel): string => `${name}${args}: ${type}`;

/** `implements A & B`, or nothing. */
export const implementing = (names: readonly string[]): string => (names.length > 0 ? ` implements ${names.join(' & ')}` : '');

/** The whole schema as one server would have it. */
export function mergedSdl({ entities, values, interfaces, unions, query }: SchemaModel): string {
  const body = (lines: readonly string[]): string => `{ ${lines.join(' ')} }`;
  return [
    ...Object.values(FIXED_TYPES),
    ...entities.map(
      (type) =>
        `type ${type.name}${implementing(type.implements)} ${body([...keyFields(type.keys).map(keyDeclaration), ...type.fields.map(declaration)])}`,
    ),
    ...values.map((type) => `type ${type.name}${implementing(type.implements)} ${body(type.fields.map(declaration))}`),
    ...interfaces.map((type) => `interface ${type.name} ${body([...(type.ofEntities ? ['id: ID!'] : []), ...type.fields.map(declaration)])}`),
    ...unions.map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
    `type Query ${body(query.map(declaration))}`,
  ].join('\n');
}
