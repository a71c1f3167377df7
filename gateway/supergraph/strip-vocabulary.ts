import { type DocumentNode, Kind, visit } from 'graphql';
import { VOCABULARY_DIRECTIVES } from './vocabulary.ts';

/** The contract without the shard vocabulary: an ordinary Federation subgraph. */
export function stripVocabulary(document: DocumentNode): DocumentNode {
  return visit(document, { [Kind.DIRECTIVE]: (node) => (VOCABULARY_DIRECTIVES.has(node.name.value) ? null : undefined) });
}
