/** How much one document may ask. Fragments count wherever they are spread. */
export interface DocumentLimits {
  /** Characters of the text. */
  readonly length: number;
  readonly tokens: number;
  /** Brackets of any kind within each other. */
  readonly nesting: number;
  readonly fragments: number;
  /** Fields within each other. */
  readonly depth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly fields: number;
}

/**
 * Limits unless others are given, several times what GraphiQL's introspection and our own pages ask for. Planning time grows faster
 * than the number of aliases, validation time faster than the number of fields.
 */
export const DOCUMENT_LIMITS: DocumentLimits = {
  length: 256 * 1024,
  tokens: 10_000,
  nesting: 60,
  fragments: 100,
  depth: 24,
  rootFields: 30,
  aliases: 200,
  fields: 2_000,
};
