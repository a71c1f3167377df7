import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import type { Tape } from './federation-tape.ts';

/** An operation that is valid against its schema, and the variables it is asked with. */
export interface Asked {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Variable {
  readonly type: string;
  /** Undefined: not given. */
  readonly values: readonly unknown[];
}

const VARIABLES: Readonly<Record<string, Variable>> = {
  yes: { type: 'Boolean!', values: [true, false] },
  no: { type: 'Boolean = false', values: [undefined, true, false] },
  n: { type: 'Int!', values: [1, 2, 3] },
  m: { type: 'Int', values: [undefined, null, 5] },
  d: { type: 'Int! = 4', values: [undefined, 6] },
  s: { type: 'String', values: ['x', '"\\\n', null, undefined] },
  t: { type: 'String! = "t"', values: [undefined, 'ữ'] },
  f: { type: 'Filter', values: [{}, { a: 2 }, { b: ['x'], c: 'RED', d: { a: null } }, null, undefined] },
  c: { type: '[Color!]', values: [['GREEN'], [], null, undefined] },
  k: { type: 'Color', values: ['BLUE', null, undefined] },
};

/** Ways to write the arguments of the fields that have some, by their definition; see {@link ARGUMENTS} of the model. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  n: ['', '(n: 3)', '(n: null)', '(n: $m)', '(n: $n)', '(n: $d)'],
  s: ['', '(s: "a \\"b\\"")', '(s: $s)', '(s: null)', '(s: """block""")'],
  f: ['', '(f: {})', '(f: { a: $m, b: ["x", $t], d: { c: GREEN } })', '(f: $f)', '(f: { a: $d, c: $k })', '(f: { b: "alone", c: BLUE })'],
  nc: ['(n: 1)', '(n: $n, c: $c)', '(n: $d, c: [BLUE, GREEN])', '(c: RED, n: $n)', '(n: 2, c: null)', '(n: 3, c: [])'],
};

/**
 * Response keys that fields of different names share. None is the name of a field: `@graphql-hive/router-query-planner` 0.0.38
 * takes the caller's `{ id: code }` for the key `id` when it asks another subgraph.
 */
const WILD_KEYS = ['a', '_0', '_1', 'other', 'Typename', '_internal'];

const DEPTH = 5;
const FIELDS = 40;

/** A random operation over everything a schema has. */
export function randomOperation(schema: GraphQLSchema, bytes: Uint8Array, open: (bytes: Uint8Array) => Tape): Asked {
  for (const keys of ['wild', 'plain', 'apart'] as const) {
    const asked = new OperationWriter(schema, open(bytes), keys).write();
    if (validate(schema, parse(asked.source)).length === 0) return asked;
  }
  throw new Error('an operation whose response keys all say their field, type and arguments is not valid');
}

/**
 * How response keys are chosen: `wild` ones may clash, `plain` ones tell arguments apart and clash where members of an interface
 * differ in `!`, with those `apart` the operation is always valid.
 */
type Keys = 'wild' | 'plain' | 'apart';

/** Writes one operation. */
class OperationWriter {
  readonly #fragments: { readonly name: string; readonly on: GraphQLCompositeType; readonly text: string }[] = [];
  #left = FIELDS;
  readonly #wild: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly tape: Tape,
    private readonly keys: Keys,
  ) {
    this.#wild = tape.rarely(3) && keys === 'wild';
  }

  write(): Asked {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('the schema has no Query');
    const body = this.#selections(query, 0);
    const fragments = this.#fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`);
    const text = [body, ...fragments].join('\n');
    const used = Object.entries(VARIABLES).filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
    const definitions = used.map(([name, { type }]) => `$${name}: ${type}`);
    const given = used.map(([name, { values }]) => [name, this.tape.of(values)] as const).filter(([, value]) => value !== undefined);
    return { source: `query${definitions.length > 0 ? `(${definitions.join(', ')})` : ''} ${text}`, variables: Object.fromEntries(given) };
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + this.tape.pick(depth === 0 ? 4 : 5) }, () => this.#selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const kind = this.tape.pick(10);
    if (kind === 9 && depth > 0) return `__typename${this.#directives()}`;
    if ((kind === 8 || kind === 7) && depth < DEPTH) return this.#inline(type, depth);
    if (kind === 6 && depth < DEPTH) return this.#spread(type, depth);
    if (!isObjectType(type) && !isInterfaceType(type)) return kind % 2 === 0 && depth < DEPTH ? this.#inline(type, depth) : '__typename';
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => !isCompositeType(getNamedType(field.type)));
    const candidates = depth < DEPTH && this.#left > 0 ? all : leaves;
    return candidates.length === 0 ? '__typename' : this.#field(type, this.tape.of(candidates), depth);
  }

  #field(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#left -= 1;
    const ways = WRITTEN[field.args.map(({ name }) => name).join('')] ?? [''];
    const written = this.tape.of(ways);
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.#selections(named, depth + 1)}` : '';
    return `${this.#alias(type.name, field.name, ways.indexOf(written))}${field.name}${written}${this.#directives()}${below}`;
  }

  #alias(type: string, name: string, way: number): string {
    if (this.keys === 'apart') return `${name}_${type}_${way}: `;
    if (this.#wild && this.tape.pick(3) === 2) return `${this.tape.of(WILD_KEYS)}: `;
    if (way > 0) return `${name}w${way}: `;
    return this.tape.rarely(5) ? `${name}_other: ` : '';
  }

  #directives(): string {
    return this.tape.rarely(7)
      ? ` ${this.tape.of(['@include(if: $yes)', '@skip(if: $no)', '@skip(if: $yes)', '@include(if: true)', '@skip(if: true)', '@skip(if: $no) @include(if: $yes)'])}`
      : '';
  }

  /** Any type that some object of this one has too. */
  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    const all = Object.values(this.schema.getTypeMap()).filter(isCompositeType);
    return this.tape.of([type, ...all.filter((other) => other !== type && !other.name.startsWith('__') && doTypesOverlap(this.schema, type, other))]);
  }

  #inline(type: GraphQLCompositeType, depth: number): string {
    const condition = this.#condition(type);
    const head = condition === type && this.tape.pick(2) === 0 ? '...' : `... on ${condition.name}`;
    return `${head}${this.#directives()} ${this.#selections(condition, depth + 1)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    const known = this.#fragments.filter(({ on }) => doTypesOverlap(this.schema, type, on));
    if (known.length > 0 && this.tape.pick(2) === 0) return `...${this.tape.of(known).name}${this.#directives()}`;
    const on = this.#condition(type);
    const text = this.#selections(on, depth + 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on, text });
    return `...${name}${this.#directives()}`;
  }
}
