import { type ConstArgumentNode, type ConstDirectiveNode, type DefinitionNode, Kind } from 'graphql';

const SHAREABLE = '@shareable';

/** The same definition; where it links the federation specification, `@shareable` is among what it imports. */
export function importShareable(node: DefinitionNode): DefinitionNode {
  if (node.kind !== Kind.SCHEMA_EXTENSION && node.kind !== Kind.SCHEMA_DEFINITION) return node;
  return { ...node, directives: (node.directives ?? []).map(withImport) };
}

function withImport(directive: ConstDirectiveNode): ConstDirectiveNode {
  const given = directive.arguments ?? [];
  const url = given.find((argument) => argument.name.value === 'url')?.value;
  if (directive.name.value !== 'link' || url?.kind !== Kind.STRING || !url.value.includes('/federation/')) return directive;
  const imports = given.find((argument) => argument.name.value === 'import');
  const values = imports?.value.kind === Kind.LIST ? imports.value.values : [];
  if (values.some((value) => value.kind === Kind.STRING && value.value === SHAREABLE)) return directive;
  const extended: ConstArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'import' },
    value: { kind: Kind.LIST, values: [...values, { kind: Kind.STRING, value: SHAREABLE }] },
  };
  return { ...directive, arguments: [...given.filter((argument) => argument !== imports), extended] };
}
