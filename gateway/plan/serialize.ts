import type { GraphQLFormattedError } from 'graphql';
import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionNode,
} from 'graphql';
import type { JsonObject } from '../shards/gather/sourced.ts';
import { selectedFields } from '../shards/selection.ts';
import { shownKey } from './aliases.ts';
import { EMPTY } from './conditions.ts';

/** Writes the answer of an operation as JSON text, from the data that subgraphs gave. */
export interface Serializer {
  /**
   * Only selected fields in the caller's order; null where a value is missing, upward to the next nullable field as the
   * GraphQL specification says (6.4.4). Errors of its own are added to the list.
   * @returns the text of `data`
   */
  write(data: JsonObject, errors: GraphQLFormattedError[]): string;
}

interface Writing {
  readonly errors: GraphQLFormattedError[];
  readonly path: (string | number)[];
}

/**
 * Text of a value; undefined when it is null where null may not be, which the field above has to bear, or when the schema does
 * not show it: an `@inaccessible` enum value or type never leaves.
 */
type Writer = (value: unknown, writing: Writing) => string | undefined;

/** Compiles the selections of an operation against the schema that clients see. */
export function compileSerializer(schema: GraphQLSchema, rootType: GraphQLObjectType, selections: readonly SelectionNode[]): Serializer {
  const root = objectWriter(schema, rootType, selections);
  return { write: (data, errors) => root(data, { errors, path: [] }) ?? 'null' };
}

function typeWriter(schema: GraphQLSchema, type: GraphQLOutputType, selections: readonly SelectionNode[]): Writer {
  const write = nullableWriter(schema, getNullableType(type) as GraphQLOutputType, selections);
  if (!isNonNullType(type)) return (value, writing) => (value === null || value === undefined ? 'null' : (write(value, writing) ?? 'null'));
  return (value, writing) => {
    const written = value === null || value === undefined ? undefined : write(value, writing);
    if (written === undefined) reportNull(writing);
    return written;
  };
}

/** A null that may not be is an error of its own unless one at this place or below says why. */
function reportNull({ errors, path }: Writing): void {
  if (errors.some((error) => path.every((key, index) => error.path?.[index] === key))) return;
  errors.push({ message: 'a part of the graph gave no value where there must be one', path: [...path], extensions: { code: 'SUBGRAPH_ERROR' } });
}

function nullableWriter(schema: GraphQLSchema, type: GraphQLOutputType, selections: readonly SelectionNode[]): Writer {
  if (isListType(type)) return listWriter(typeWriter(schema, type.ofType, selections));
  if (isObjectType(type)) return objectWriter(schema, type, selections);
  if (isAbstractType(type)) return abstractWriter(schema, type, selections);
  if (isEnumType(type)) {
    const known = new Map(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (value) => known.get(String(value));
  }
  if ('name' in type && (type.name === 'ID' || type.name === 'String'))
    return (value) => JSON.stringify(typeof value === 'string' ? value : String(value));
  return (value) => JSON.stringify(value);
}

function listWriter(item: Writer): Writer {
  return (value, writing) => {
    if (!Array.isArray(value)) return undefined;
    let text = '[';
    for (let index = 0; index < value.length; index++) {
      writing.path.push(index);
      const written = item(value[index], writing);
      writing.path.pop();
      if (written === undefined) return undefined;
      text += index === 0 ? written : `,${written}`;
    }
    return `${text}]`;
  };
}

function objectWriter(schema: GraphQLSchema, type: GraphQLObjectType | GraphQLInterfaceType, selections: readonly SelectionNode[]): Writer {
  const fields = selectedFields(schema, type, selections)
    .filter(({ responseKey }) => responseKey !== EMPTY)
    .map(({ responseKey, name, selections: below }) => ({
      responseKey,
      head: `${JSON.stringify(shownKey(responseKey))}:`,
      write: fieldWriter(schema, type, name, below),
    }));
  return (value, writing) => {
    let text = '{';
    for (const { responseKey, head, write } of fields) {
      writing.path.push(responseKey);
      const written = write((value as JsonObject)[responseKey], writing);
      writing.path.pop();
      if (written === undefined) return undefined;
      text += text === '{' ? head + written : `,${head}${written}`;
    }
    return `${text}}`;
  };
}

function fieldWriter(
  schema: GraphQLSchema,
  type: GraphQLObjectType | GraphQLInterfaceType,
  name: string,
  selections: readonly SelectionNode[],
): Writer {
  if (name === '__typename') return () => JSON.stringify(type.name);
  if (name.startsWith('__')) return (value) => JSON.stringify(value ?? null);
  const field = type.getFields()[name];
  if (field === undefined) throw new Error(`no field ${type.name}.${name}`);
  return typeWriter(schema, field.type, selections);
}

/**
 * Fields of an interface or union are compiled for each type that turns up. A plan that needs no type asks for none: then the
 * fields are the interface's own.
 */
function abstractWriter(schema: GraphQLSchema, abstract: GraphQLInterfaceType | GraphQLUnionType, selections: readonly SelectionNode[]): Writer {
  const writers = new Map<string, Writer>();
  return (value, writing) => {
    const { __typename, [EMPTY]: typeOfEmpty } = value as JsonObject;
    const name = String(__typename ?? typeOfEmpty ?? abstract.name);
    let write = writers.get(name);
    if (write === undefined) {
      const type = schema.getType(name);
      if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
      write = objectWriter(schema, type, selections);
      writers.set(name, write);
    }
    return write(value, writing);
  };
}
