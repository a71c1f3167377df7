import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Size of a selection set with its fragments written out. */
export interface SelectionSize {
  /** Fields within each other. */
  readonly depth: number;
  /** Fields of the set itself, not of those below. */
  readonly ownFields: number;
  readonly fields: number;
  readonly aliases: number;
}

/** Size of a document. */
export interface DocumentSize {
  readonly operations: readonly SelectionSize[];
  readonly fragments: readonly SelectionSize[];
  /** Fields as written, fragments not written out. */
  readonly fieldsWritten: number;
  /** Names of directives used on selections. */
  readonly directives: ReadonlySet<string>;
  /** An alias or variable whose name is reserved, if there is one. */
  readonly reserved: string | undefined;
}

const NOTHING: SelectionSize = { depth: 0, ownFields: 0, fields: 0, aliases: 0 };

/**
 * Measures a document in one walk. A fragment is measured once, however often it is spread, so that the time is linear in
 * the text though the sizes may be exponential. A fragment within itself counts nothing there: validation refuses it.
 */
export function measureDocument(document: DocumentNode): DocumentSize {
  return new Measuring(document).size();
}

class Measuring {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** `undefined` while the fragment is being measured. */
  readonly #sizes = new Map<string, SelectionSize | undefined>();
  readonly #directives = new Set<string>();
  readonly #operations: OperationDefinitionNode[] = [];
  #fieldsWritten = 0;
  #reserved: string | undefined;

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
      if (definition.kind === Kind.OPERATION_DEFINITION) this.#operations.push(definition);
    }
  }

  size(): DocumentSize {
    for (const { variable } of this.#operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions)) this.#name(variable.name.value);
    const operations = this.#operations.map(({ selectionSet }) => this.#selections(selectionSet));
    const fragments = [...this.#fragments.keys()].map((name) => this.#fragment(name));
    return { operations, fragments, fieldsWritten: this.#fieldsWritten, directives: this.#directives, reserved: this.#reserved };
  }

  #fragment(name: string): SelectionSize {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return NOTHING;
    if (this.#sizes.has(name)) return this.#sizes.get(name) ?? NOTHING;
    this.#sizes.set(name, undefined);
    const size = this.#selections(fragment.selectionSet);
    this.#sizes.set(name, size);
    return size;
  }

  #selections(set: SelectionSetNode): SelectionSize {
    let [depth, ownFields, fields, aliases] = [0, 0, 0, 0];
    for (const selection of set.selections) {
      this.#note(selection.directives);
      if (selection.kind === Kind.FIELD) {
        this.#fieldsWritten += 1;
        if (selection.alias !== undefined) this.#name(selection.alias.value);
        const below = selection.selectionSet === undefined ? NOTHING : this.#selections(selection.selectionSet);
        depth = Math.max(depth, 1 + below.depth);
        ownFields += 1;
        fields += 1 + below.fields;
        aliases += (selection.alias === undefined ? 0 : 1) + below.aliases;
      } else {
        const spread = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragment(selection.name.value) : this.#selections(selection.selectionSet);
        depth = Math.max(depth, spread.depth);
        ownFields += spread.ownFields;
        fields += spread.fields;
        aliases += spread.aliases;
      }
    }
    return { depth, ownFields, fields, aliases };
  }

  /** Names that begin with two underscores are introspection's and ours (GraphQL specification, 2.1.9). */
  #name(name: string): void {
    if (name.startsWith('__')) this.#reserved ??= name;
  }

  #note(directives: readonly DirectiveNode[] = []): void {
    for (const { name } of directives) this.#directives.add(name.value);
  }
}
