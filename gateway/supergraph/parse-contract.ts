import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  Source,
  validateSchema,
} from 'graphql';
import { validateSDL } from 'graphql/validation/validate.js';
import { type ContractFault, contractError } from './contract-fault.ts';
import type { ContractSource } from './contract-source.ts';
import { enclosingPlace } from './enclosing-place.ts';
import { isResolvable } from './entity-keys.ts';
import { federationDefinitions } from './federation-definitions.ts';
import { vocabularyDefinitions } from './vocabulary.ts';

/** A contract that is GraphQL, its rules not yet read. */
export interface ParsedContract {
  readonly source: ContractSource;
  /** The contract's own definitions, with their places in its file. */
  readonly document: DocumentNode;
  /** With `Query._entities` and `Query._service` where the contract has entities. */
  readonly schema: GraphQLSchema;
}

/**
 * Parses a contract and builds its schema.
 * @throws OperatorError CONTRACT_SYNTAX with every fault and its line
 */
export function parseContract(source: ContractSource): ParsedContract {
  const document = parseDocument(source);
  const definitions = [...(source.sharded ? vocabularyDefinitions() : []), ...federationDefinitions(document.definitions), ...document.definitions];
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  refuse(source, document, validateSDL(whole));
  const own = buildASTSchema(whole, { assumeValid: true });
  refuse(source, document, keyFaults(own));
  const schema = withEntities(whole, own);
  refuse(source, document, validateSchema(schema));
  return { source, document, schema };
}

function parseDocument(source: ContractSource): DocumentNode {
  try {
    const document = parse(new Source(source.sdl, source.name));
    return { ...document, definitions: completeExtensions(document.definitions) };
  } catch (error) {
    if (error instanceof GraphQLError) throw contractError(source.name, [syntaxFault(error)]);
    throw error;
  }
}

/** Federation lets a subgraph extend an object type it does not define; graphql-js does not. */
function completeExtensions(definitions: readonly DefinitionNode[]): DefinitionNode[] {
  const defined = new Set(definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [node.name.value] : [])));
  return definitions.map((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_EXTENSION || defined.has(node.name.value)) return node;
    defined.add(node.name.value);
    return asDefinition(node);
  });
}

const asDefinition = (node: ObjectTypeExtensionNode): ObjectTypeDefinitionNode => ({ ...node, kind: Kind.OBJECT_TYPE_DEFINITION });

function syntaxFault(error: GraphQLError, document?: DocumentNode): ContractFault {
  const place = document ? enclosingPlace(document, error.positions?.[0]) : 'schema';
  return { code: 'CONTRACT_SYNTAX', place, line: error.locations?.[0]?.line, message: error.message };
}

function refuse(source: ContractSource, document: DocumentNode, errors: readonly GraphQLError[]): void {
  if (errors.length > 0)
    throw contractError(
      source.name,
      errors.map((error) => syntaxFault(error, document)),
    );
}

/** Keys that are no field sets, at the type they stand on. */
function keyFaults(schema: GraphQLSchema): GraphQLError[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    try {
      isResolvable(schema, type);
      return [];
    } catch (error) {
      return [new GraphQLError(`a @key of ${type.name} is not a field set: ${String(error)}`, { nodes: type.astNode ?? null })];
    }
  });
}

/** The same schema with what every subgraph offers besides its own fields. */
function withEntities(whole: DocumentNode, own: GraphQLSchema): GraphQLSchema {
  const entities = Object.values(own.getTypeMap()).filter((type) => isResolvable(own, type));
  const query = own.getQueryType()?.name ?? 'Query';
  const lines = ['scalar _Any', 'type _Service { sdl: String }', `${own.getQueryType() ? 'extend type' : 'type'} ${query} { _service: _Service! }`];
  if (entities.length > 0) {
    lines.push(`union _Entity = ${entities.map((type) => type.name).join(' | ')}`);
    lines.push(`extend type ${query} { _entities(representations: [_Any!]!): [_Entity]! }`);
  }
  const definitions = [...whole.definitions, ...parse(lines.join('\n'), { noLocation: true }).definitions];
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValidSDL: true });
}
