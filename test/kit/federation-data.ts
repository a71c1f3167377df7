import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { keyFields, type SchemaModel } from './federation-model.ts';
import { type SplitSubgraph, safeFields } from './federation-split.ts';
import type { Tape } from './federation-tape.ts';

/** An object of the data. */
interface Stored {
  readonly type: string;
  readonly fields: Record<string, unknown>;
}

/** A field or an item of a list that fails. */
class Failing {
  constructor(readonly message: string) {}
}

/** All data behind a schema. */
export interface World {
  readonly entities: ReadonlyMap<string, readonly Stored[]>;
  readonly root: Stored;
  /** Which field a field is made from, both as `Type.field`. */
  readonly madeFrom: ReadonlyMap<string, string>;
}

/** An object on its way through an answer. */
interface Shown {
  readonly record: Stored;
  /** What the gateway said of it, when it is asked for as an entity. */
  readonly representation?: Readonly<Record<string, unknown>>;
  /** External fields that come along. */
  readonly provided?: readonly string[];
}

const DEPTH = 3;

/** Random data for every field: nulls, empty lists, failures, now and then a null where none may be. */
export function makeWorld(model: SchemaModel, merged: GraphQLSchema, tape: Tape): World {
  const entities = new Map<string, Stored[]>();
  for (const { name, keys } of model.entities) {
    const key = (index: number): Record<string, unknown> => Object.fromEntries(keyFields(keys).map((field) => [field, `${field}-${name}-${index}`]));
    entities.set(
      name,
      Array.from({ length: 1 + tape.pick(3) }, (_, index) => ({ type: name, fields: key(index) })),
    );
  }
  const maker = new ValueMaker(merged, entities, safeFields(model), tape);
  for (const stored of [...entities.values()].flat()) maker.fill(stored, 0);
  const root: Stored = { type: 'Query', fields: {} };
  maker.fill(root, 0);
  const madeFrom = model.entities.flatMap(({ name, fields }) =>
    fields.flatMap((field) => (field.requires === undefined ? [] : [[`${name}.${field.name}`, field.requires] as const])),
  );
  return { entities, root, madeFrom: new Map(madeFrom) };
}

class ValueMaker {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly entities: ReadonlyMap<string, readonly Stored[]>,
    private readonly safe: ReadonlySet<string>,
    private readonly tape: Tape,
  ) {}

  fill(stored: Stored, depth: number): void {
    const { type, fields } = stored;
    for (const field of Object.values((this.schema.getType(type) as GraphQLObjectType).getFields()))
      if (!(field.name in fields)) fields[field.name] = this.#make(field.type, this.safe.has(`${type}.${field.name}`), depth);
  }

  #make(type: GraphQLOutputType, safe: boolean, depth: number): unknown {
    const { tape } = this;
    if (isNonNullType(type)) return safe || !tape.rarely(40) ? this.#present(type.ofType, safe, depth) : null;
    return tape.rarely(6) ? null : this.#present(type, safe, depth);
  }

  #present(type: GraphQLOutputType, safe: boolean, depth: number): unknown {
    const { tape } = this;
    if (!safe && tape.rarely(16)) return new Failing(`failing ${tape.pick(100)}`);
    if (isListType(type)) return Array.from({ length: (2 + tape.pick(4)) % 4 }, () => this.#make(type.ofType, safe, depth));
    const named = getNamedType(type);
    if (isAbstractType(named)) return this.#object(tape.of(this.schema.getPossibleTypes(named)), depth);
    if (isObjectType(named)) return this.#object(named, depth);
    if (isEnumType(named)) return tape.of(named.getValues()).name;
    return this.#scalar(named.name);
  }

  #object(type: GraphQLObjectType, depth: number): unknown {
    const stock = this.entities.get(type.name);
    if (stock !== undefined) return this.tape.of(stock);
    if (depth === DEPTH) return null;
    const stored: Stored = { type: type.name, fields: {} };
    this.fill(stored, depth + 1);
    return stored;
  }

  #scalar(name: string): unknown {
    const number = this.tape.pick(50);
    if (name === 'Int') return number;
    if (name === 'Float') return number / 4;
    if (name === 'Boolean') return number % 2 === 0;
    if (name === 'Json') return this.tape.of([number, 'text', { a: { b: number } }, [{ a: null }], []]);
    return `${name} ${number}${this.tape.of(['', '"\\', '\n', 'ữ', '\u2028'])}`;
  }
}

/** Answers every field from the data; as a subgraph, only what the subgraph can know. */
export function resolverOf({ root, entities, madeFrom }: World, subgraph?: SplitSubgraph): GraphQLFieldResolver<unknown, unknown> {
  const known = (record: Stored, field: string): unknown => {
    const source = madeFrom.get(`${record.type}.${field}`);
    return source === undefined ? record.fields[field] : `made of ${JSON.stringify(known(record, source))}`;
  };
  const read = ({ record, representation }: Shown, field: string): unknown => {
    const place = `${record.type}.${field}`;
    const source = madeFrom.get(place);
    if (source === undefined) return record.fields[field];
    const foreign = subgraph?.external.has(`${record.type}.${source}`) === true;
    if (foreign && !(representation && source in representation)) throw new Error(`${place} was asked without ${source}`);
    return `made of ${JSON.stringify(foreign ? representation?.[source] : known(record, source))}`;
  };
  return (source, args, _context, info) => {
    if (info.fieldName === '_entities') return (args.representations as Record<string, unknown>[]).map((item) => find(entities, item));
    const shown = (source ?? { record: root }) as Shown;
    const place = `${shown.record.type}.${info.fieldName}`;
    if (subgraph?.external.has(place) && !shown.provided?.includes(info.fieldName)) throw new Error(`${place} is external`);
    return show(withArguments(read(shown, info.fieldName), args, getNamedType(info.returnType).name), subgraph?.provides.get(place));
  };
}

/** The type of an object on its way through an answer. */
export const typeOf = (value: unknown): string => (value as Shown).record.type;

function find(entities: World['entities'], representation: Readonly<Record<string, unknown>>): Shown | Error {
  const keys = ['id', 'code'].filter((key) => key in representation);
  const record = entities
    .get(String(representation.__typename))
    ?.find(({ fields }) => keys.length > 0 && keys.every((key) => fields[key] === representation[key]));
  return record === undefined ? new Error(`nothing is ${JSON.stringify(representation)}`) : { record, representation };
}

/** Makes the value depend on the arguments. */
function withArguments(value: unknown, args: Readonly<Record<string, unknown>>, named: string): unknown {
  if (Object.keys(args).length === 0 || value === null || value instanceof Failing) return value;
  const text = JSON.stringify(args);
  const number = [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7);
  if (Array.isArray(value)) return value.slice(0, number % 4);
  if (named === 'String' || named === 'ID') return `${value} ${text}`;
  if (typeof value === 'number') return value + (number % 5);
  return number % 5 === 0 ? null : value;
}

function show(value: unknown, provided: readonly string[] | undefined): unknown {
  if (value instanceof Failing) return new Error(value.message);
  if (Array.isArray(value)) return value.map((item) => show(item, provided));
  if (!isStored(value)) return value;
  return provided === undefined ? { record: value } : { record: value, provided };
}

const isStored = (value: unknown): value is Stored => typeof value === 'object' && value !== null && 'type' in value && 'fields' in value;
