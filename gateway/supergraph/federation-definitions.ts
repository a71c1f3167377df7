import { type DefinitionNode, Kind, parse } from 'graphql';

const DIRECTIVES = /* GraphQL */ `
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @composeDirective(name: String!) repeatable on SCHEMA
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @extends on OBJECT | INTERFACE
  directive @external on OBJECT | FIELD_DEFINITION
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
  directive @interfaceObject on OBJECT
  directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  directive @override(from: String!, label: String) on FIELD_DEFINITION
  directive @provides(fields: federation__FieldSet!) on FIELD_DEFINITION
  directive @requires(fields: federation__FieldSet!) on FIELD_DEFINITION
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION
  directive @tag(name: String!) repeatable on FIELD_DEFINITION | INTERFACE | OBJECT | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
`;

const LINK = /* GraphQL */ `
  directive @link(url: String!, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  scalar federation__FieldSet
  scalar link__Import
  enum link__Purpose { SECURITY EXECUTION }
`;

const names = (definition: DefinitionNode): string | undefined => ('name' in definition ? definition.name?.value : undefined);

/** Each directive under its own name and under its name in the specification's name space. */
function federationDirectives(): DefinitionNode[] {
  return parse(DIRECTIVES, { noLocation: true }).definitions.flatMap((node) => {
    if (node.kind !== Kind.DIRECTIVE_DEFINITION) return [];
    return [node, { ...node, name: { kind: Kind.NAME, value: `federation__${node.name.value}` } as const }];
  });
}

/**
 * Definitions of the directives of Apollo Federation 2, which a subgraph uses without defining them, less those it
 * defines itself.
 */
export function federationDefinitions(document: readonly DefinitionNode[]): DefinitionNode[] {
  const own = new Set(document.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION).map(names));
  return [...parse(LINK, { noLocation: true }).definitions, ...federationDirectives()].filter((node) => !own.has(names(node)));
}
