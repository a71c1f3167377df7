import { readFileSync } from 'node:fs';
import { type DefinitionNode, parse } from 'graphql';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

let definitions: readonly DefinitionNode[] | undefined;

/** The definitions of the shard vocabulary, read once; they stand at the head of every sharded contract. */
export function vocabularyDefinitions(): readonly DefinitionNode[] {
  definitions ??= parse(readFileSync(projectFile('shared/contract/sdl/directives.graphql'), 'utf8'), { noLocation: true }).definitions;
  return definitions;
}

/** Names of the directives of the shard vocabulary. */
export const VOCABULARY_DIRECTIVES: ReadonlySet<string> = new Set(['sharded', 'covered', 'gather', 'derive', 'copied', 'prune', 'period']);
