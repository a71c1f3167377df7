import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { type ContractFault, faultAt } from './contract-fault.ts';

/** The row type of a connection, as far as it was found, and what its paging lacks. */
export interface ConnectionCheck {
  readonly node: GraphQLObjectType | undefined;
  readonly faults: readonly ContractFault[];
}

/** Checks that a CONNECTION field has the arguments and the shape that paging over shards needs. */
export function checkConnection(field: GraphQLField<unknown, unknown>, place: string): ConnectionCheck {
  const lacks: string[] = [...lackingArguments(field)];
  const connection = getNamedType(field.type);
  const edge = isObjectType(connection) ? edgeOf(connection, lacks) : undefined;
  if (isObjectType(connection)) lackingPage(connection, lacks);
  const node = edge ? nodeOf(edge, lacks) : undefined;
  return { node, faults: lacks.map((lack) => faultAt('CONTRACT_CONNECTION_SHAPE', place, field.astNode, lack)) };
}

function lackingArguments(field: GraphQLField<unknown, unknown>): string[] {
  const type = (name: string): GraphQLInputType | undefined => field.args.find((argument) => argument.name === name)?.type;
  const lacks: string[] = [];
  if (plain(type('first')) !== 'Int') lacks.push('argument `first` must be Int');
  if (plain(type('after')) !== 'String') lacks.push('argument `after` must be String');
  const order = getNullableType(type('orderBy'));
  if (!isInputObjectType(order)) return [...lacks, 'argument `orderBy` must be an input with `field` and `direction`'];
  const { field: by, direction } = order.getFields();
  if (!by || !isEnumType(getNullableType(by.type))) lacks.push(`\`${order.name}.field\` must be an enum of orders`);
  const directions = direction && getNullableType(direction.type);
  const values = isEnumType(directions) ? directions.getValues().map((value) => value.name) : [];
  if (values.sort().join() !== 'ASC,DESC') lacks.push(`\`${order.name}.direction\` must be an enum of ASC and DESC`);
  return lacks;
}

function edgeOf(connection: GraphQLObjectType, lacks: string[]): GraphQLObjectType | undefined {
  const list = getNullableType(connection.getFields().edges?.type);
  const edge = isListType(list) ? getNullableType(list.ofType as GraphQLOutputType) : undefined;
  if (isObjectType(edge)) return edge;
  lacks.push(`\`${connection.name}.edges\` must be a list of edges`);
  return undefined;
}

function nodeOf(edge: GraphQLObjectType, lacks: string[]): GraphQLObjectType | undefined {
  const { cursor, sortKey, node } = edge.getFields();
  if (plain(cursor?.type) !== 'String') lacks.push(`\`${edge.name}.cursor\` must be String`);
  if (String(sortKey?.type) !== 'String') lacks.push(`\`${edge.name}.sortKey\` must be String and may be null`);
  const row = getNullableType(node?.type);
  if (!isObjectType(row)) lacks.push(`\`${edge.name}.node\` must be an object`);
  else if (plain(row.getFields().id?.type) !== 'ID') lacks.push(`\`${row.name}.id\` must be ID`);
  return isObjectType(row) ? row : undefined;
}

function lackingPage(connection: GraphQLObjectType, lacks: string[]): void {
  const page = getNullableType(connection.getFields().pageInfo?.type);
  const fields = isObjectType(page) ? page.getFields() : {};
  const wanted = { hasNextPage: 'Boolean', hasPreviousPage: 'Boolean', startCursor: 'String', endCursor: 'String' };
  const absent = Object.entries(wanted).filter(([name, type]) => plain(fields[name]?.type) !== type);
  for (const [name, type] of absent) lacks.push(`\`${connection.name}.pageInfo.${name}\` must be ${type}`);
}

/** Name of a type, whether or not null is allowed. */
const plain = (type: GraphQLInputType | GraphQLOutputType | undefined): string => (type ? String(getNullableType(type)) : '');
