import { getNamedType, isObjectType, Kind, type SelectionNode } from 'graphql';
import { entityKeys } from '../../supergraph/entity-keys.ts';
import type { JsonObject } from '../gather/sourced.ts';
import type { Run } from '../run.ts';
import { fieldNode, type SelectedField, selectedFields, withSelections } from '../selection.ts';
import type { EntityPart } from './entities.ts';
import { entityPart } from './entity-part.ts';
import type { RootField } from './part.ts';

/** A root field that gives an entity of which connections are selected. */
export interface PagedEntity {
  /** The field without its connections, with the entity's key under hidden aliases. */
  readonly field: SelectedField;
  /** Fetches the connections. */
  readonly part: EntityPart;
  /** The instant of the walk that one of the connections goes on with; undefined when all begin. */
  walkInstant(run: Run): string | undefined;
  /** Puts the connections into the entity that the field gave, if it gave one. */
  complete(run: Run, after: number): Promise<void>;
}

const hidden = (name: string): string => `__key_${name}`;

/** Takes the connections out of a root field that gives an entity; undefined when there are none. */
export function pagedEntity({ contract, fetch, field, definition }: RootField): PagedEntity | undefined {
  const type = getNamedType(definition.type);
  const key = entityKeys(contract.schema, type).find(({ resolvable }) => resolvable);
  if (!isObjectType(type) || key === undefined) return undefined;
  const fields = selectedFields(contract.schema, type, field.selections);
  const isConnection = ({ name }: SelectedField): boolean => contract.rules.fieldRule(type.name, name)?.rule === 'CONNECTION';
  const connections = fields.filter(isConnection);
  if (connections.length === 0) return undefined;
  const plain: SelectionNode[] = fields.filter((item) => !isConnection(item)).map((item) => withSelections(item, item.selections));
  const fragment: SelectionNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: connections.map((item) => withSelections(item, item.selections)) },
  };
  const part = entityPart(contract, fetch, fieldNode(undefined, '_entities', [fragment]), type.name);
  return {
    field: { ...field, selections: [...plain, ...key.fields.map((name) => fieldNode(hidden(name), name))] },
    part,
    walkInstant: (run) => part.walkInstant?.(run),
    async complete(run, after) {
      const object = run.data[field.responseKey] as JsonObject | null | undefined;
      if (object === null || object === undefined) return;
      const representation = { __typename: type.name, ...Object.fromEntries(key.fields.map((name) => [name, object[hidden(name)]])) };
      await part.execute(run, [{ typeName: type.name, representation, targets: [{ object, path: [field.responseKey] }] }], after);
    },
  };
}
