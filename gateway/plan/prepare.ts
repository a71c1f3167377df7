import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  visit,
} from 'graphql';
import { CallerError } from '../../shared/errors/errors.ts';
import type { JsonObject } from '../shards/gather/sourced.ts';
import { inlineFragments, type SelectedField, selectedFields } from '../shards/selection.ts';
import { setAliasesApart } from './aliases.ts';
import { conditionVariables, decideConditions } from './conditions.ts';
import { liftLiterals } from './lift-literals.ts';

/** An operation made ready for planning, for one outcome of its conditions. */
export interface PreparedOperation {
  readonly rootType: GraphQLObjectType;
  /** Everything the caller selected at the root, introspection and `__typename` included. */
  readonly selections: readonly SelectionNode[];
  /** Text of what is to be planned, the key of the plan cache; undefined when nothing is. */
  readonly text: string | undefined;
  /** Values of the literals lifted out of the document. */
  readonly literals: JsonObject;
  /** `__schema` and `__type` selections, answered without a plan; undefined when there are none. */
  readonly introspection: DocumentNode | undefined;
  /** @completeness directives per root response key. */
  readonly completeness: ReadonlyMap<string, DirectiveNode>;
}

/** Outcomes kept per document; a document with many conditions cannot fill the memory. */
const OUTCOMES_KEPT = 64;

/** Prepares an operation for the values of its variables; outcomes are kept per document and combination of conditions. */
export class OperationPreparer {
  readonly #prepared = new WeakMap<
    DocumentNode,
    Map<string, { readonly names: readonly string[]; readonly outcomes: Map<string, PreparedOperation> }>
  >();

  constructor(private readonly schema: GraphQLSchema) {}

  /** @throws CallerError BAD_COMPLETENESS for the directive below the root */
  prepare(document: DocumentNode, operation: OperationDefinitionNode, variables: JsonObject): PreparedOperation {
    const byName = this.#prepared.get(document) ?? new Map();
    this.#prepared.set(document, byName);
    const name = operation.name?.value ?? '';
    const entry = byName.get(name) ?? { names: conditionVariablesOf(document, operation), outcomes: new Map() };
    byName.set(name, entry);
    const key = entry.names.map((variable: string) => (variables[variable] === true ? '1' : '0')).join('');
    const known = entry.outcomes.get(key);
    if (known !== undefined) return known;
    const prepared = prepare(this.schema, inlineFragments(document, operation), variables);
    if (entry.outcomes.size >= OUTCOMES_KEPT) entry.outcomes.clear();
    entry.outcomes.set(key, prepared);
    return prepared;
  }
}

const conditionVariablesOf = (document: DocumentNode, operation: OperationDefinitionNode): string[] =>
  conditionVariables(inlineFragments(document, operation));

const isIntrospection = ({ name }: SelectedField): boolean => name === '__schema' || name === '__type';

function prepare(schema: GraphQLSchema, inlined: OperationDefinitionNode, variables: JsonObject): PreparedOperation {
  const rootType = schema.getRootType(inlined.operation);
  if (rootType === undefined || rootType === null) throw new Error(`the schema has no ${inlined.operation}`);
  const decided = decideConditions(inlined.selectionSet.selections, variables);
  const fields = selectedFields(schema, rootType, decided);
  const merged = setAliasesApart(
    schema,
    rootType,
    fields.map((field) => asSelection(field)),
  );
  const { operation, values } = liftLiterals(schema, { ...inlined, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: merged } });
  const lifted = selectedFields(schema, rootType, operation.selectionSet.selections);
  const planned = lifted.filter((field) => field.name !== '__typename' && !isIntrospection(field));
  const introspected = lifted.filter(isIntrospection);
  return {
    rootType,
    selections: merged,
    text: planned.length > 0 ? print(withSelections(operation, planned)) : undefined,
    literals: values,
    introspection: introspected.length > 0 ? { kind: Kind.DOCUMENT, definitions: [withSelections(operation, introspected)] } : undefined,
    completeness: completenessOf(fields),
  };
}

function asSelection({ node, selections }: SelectedField): SelectionNode {
  const kept = node.directives?.filter(({ name }) => name.value !== 'completeness') ?? [];
  return { ...node, directives: kept, ...(selections.length > 0 ? { selectionSet: { kind: Kind.SELECTION_SET, selections } } : {}) } as SelectionNode;
}

/** The operation with only these root fields and only the variables they use. */
function withSelections(operation: OperationDefinitionNode, fields: readonly SelectedField[]): OperationDefinitionNode {
  const selections = fields.map(asSelection);
  const used = new Set<string>();
  for (const selection of selections) visit(selection, { Variable: (node) => void used.add(node.name.value) });
  return {
    ...operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function completenessOf(fields: readonly SelectedField[]): ReadonlyMap<string, DirectiveNode> {
  const found = new Map<string, DirectiveNode>();
  for (const { responseKey, node, selections } of fields) {
    const [directive, ...others] = node.directives?.filter(({ name }) => name.value === 'completeness') ?? [];
    if (directive !== undefined && others.some((other) => print(other) !== print(directive))) {
      throw new CallerError('BAD_COMPLETENESS', `${responseKey} is asked for under two policies`);
    }
    if (directive !== undefined) found.set(responseKey, directive);
    for (const selection of selections) {
      visit(selection, {
        Directive: ({ name }) => {
          if (name.value === 'completeness') throw new CallerError('BAD_COMPLETENESS', '@completeness belongs to fields of Query');
        },
      });
    }
  }
  return found;
}
