import type { ASTNode, DocumentNode } from 'graphql';

/** Where an offset of the contract's file lies, as `Type.field`, `Type`, or `schema` outside every type. */
export function enclosingPlace(document: DocumentNode, offset: number | undefined): string {
  const definition = enclosing(document.definitions, offset);
  if (!definition || !('name' in definition) || !definition.name) return 'schema';
  const fields: readonly ASTNode[] = 'fields' in definition ? (definition.fields ?? []) : [];
  const field = enclosing(fields, offset);
  return field && 'name' in field && field.name ? `${definition.name.value}.${field.name.value}` : definition.name.value;
}

const enclosing = <N extends ASTNode>(nodes: readonly N[], offset: number | undefined): N | undefined =>
  nodes.find(({ loc }) => loc !== undefined && offset !== undefined && loc.start <= offset && offset < loc.end);
