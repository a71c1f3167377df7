import { type GraphQLObjectType, getNamedType, isObjectType, type SelectionNode } from 'graphql';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { JsonObject } from '../gather/sourced.ts';
import { compileGathered, type GatheredObject } from '../gathered.ts';
import { fieldNode, type SelectedField, selectedFields, withSelections } from '../selection.ts';

/** Reserved aliases of hidden selections. */
export const HIDDEN = { edges: '__e', sortKey: '__k', node: '__n', id: '__i', pageInfo: '__p', more: '__m' } as const;

/** How one `edges` field of the caller is filled. */
export interface EdgesSelection {
  readonly responseKey: string;
  /** Response keys under which the caller wants the cursor. */
  readonly cursors: readonly string[];
  /** Response keys under which the caller wants the type's name, which we know. */
  readonly typenames: readonly string[];
  readonly edgeType: string;
}

/** What a connection's selection asks of shards and how the page is shown. */
export interface ConnectionSelection {
  readonly edges: readonly EdgesSelection[];
  /** From facts about the page to the caller's `pageInfo` objects. */
  pageInfos(facts: PageFacts): JsonObject;
  /** Whether any cursor of a row is wanted for pageInfo. */
  readonly typenames: readonly string[];
  readonly typeName: string;
  /** Fields beside edges and pageInfo, such as totalCount, merged by their rules. */
  readonly gathered: GatheredObject | undefined;
  readonly gatheredKeys: readonly string[];
  /** Selections below the field for round one and for later rounds. */
  readonly firstRound: readonly SelectionNode[];
  readonly laterRounds: readonly SelectionNode[];
}

/** What pageInfo tells. */
export interface PageFacts {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  startCursor(): string | null;
  endCursor(): string | null;
}

function objectField(contract: Contract, type: GraphQLObjectType, name: string): GraphQLObjectType {
  const named = getNamedType(type.getFields()[name]?.type);
  if (named === undefined || !isObjectType(named)) throw new Error(`${contract.name}: ${type.name}.${name} is no object`);
  return named;
}

/** Compiles the selection on a connection type. */
export function compileConnection(contract: Contract, type: GraphQLObjectType, selections: readonly SelectionNode[]): ConnectionSelection {
  const fields = selectedFields(contract.schema, type, selections);
  const named = (name: string): SelectedField[] => fields.filter((field) => field.name === name);
  const edgeType = objectField(contract, type, 'edges');
  const edges = named('edges').map((field) => compileEdges(contract, edgeType, field));
  const others = fields.filter(({ name }) => !['edges', 'pageInfo', '__typename'].includes(name));
  const gathered =
    others.length > 0
      ? compileGathered(
          contract,
          type,
          others.map((field) => withSelections(field, field.selections)),
        )
      : undefined;
  const hidden = [
    fieldNode(HIDDEN.edges, 'edges', [fieldNode(HIDDEN.sortKey, 'sortKey'), fieldNode(HIDDEN.node, 'node', [fieldNode(HIDDEN.id, 'id')])]),
    fieldNode(HIDDEN.pageInfo, 'pageInfo', [fieldNode(HIDDEN.more, 'hasNextPage')]),
  ];
  const rows = [...hidden, ...edges.flatMap(({ selection }) => selection)];
  return {
    edges: edges.map(({ shown }) => shown),
    pageInfos: compilePageInfos(contract, type, named('pageInfo')),
    typenames: named('__typename').map(({ responseKey }) => responseKey),
    typeName: type.name,
    gathered,
    gatheredKeys: others.map(({ responseKey }) => responseKey),
    firstRound: [...rows, ...(gathered?.selections ?? [])],
    laterRounds: rows,
  };
}

function compileEdges(contract: Contract, edgeType: GraphQLObjectType, field: SelectedField): { shown: EdgesSelection; selection: SelectionNode[] } {
  const fields = selectedFields(contract.schema, edgeType, field.selections);
  const keys = (name: string): string[] => fields.filter((item) => item.name === name).map(({ responseKey }) => responseKey);
  const asked = fields.filter(({ name }) => name !== 'cursor' && name !== '__typename');
  return {
    shown: { responseKey: field.responseKey, cursors: keys('cursor'), typenames: keys('__typename'), edgeType: edgeType.name },
    selection:
      asked.length > 0
        ? [
            withSelections(
              field,
              asked.map((item) => withSelections(item, item.selections)),
            ),
          ]
        : [],
  };
}

function compilePageInfos(contract: Contract, type: GraphQLObjectType, fields: readonly SelectedField[]): (facts: PageFacts) => JsonObject {
  const pageInfo = objectField(contract, type, 'pageInfo');
  const shown = fields.map((field) => ({ key: field.responseKey, fields: selectedFields(contract.schema, pageInfo, field.selections) }));
  const value = (facts: PageFacts, name: string): unknown => {
    if (name === 'hasNextPage') return facts.hasNextPage;
    if (name === 'hasPreviousPage') return facts.hasPreviousPage;
    if (name === 'startCursor') return facts.startCursor();
    if (name === 'endCursor') return facts.endCursor();
    return name === '__typename' ? pageInfo.name : null;
  };
  return (facts) =>
    Object.fromEntries(
      shown.map(({ key, fields: below }) => [key, Object.fromEntries(below.map(({ responseKey, name }) => [responseKey, value(facts, name)]))]),
    );
}
