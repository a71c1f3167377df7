import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from '@swc/core';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';

/** A source file and what it imports, all paths relative to the project. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Files of ours, types included. */
  readonly imports: readonly string[];
  /** Packages and parts of Node. */
  readonly packages: readonly string[];
}

const ROOTS = ['gateway', 'subgraphs', 'shared', 'scripts', 'test'];

function* typescriptFiles(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* typescriptFiles(path);
    else if (entry.name.endsWith('.ts')) yield path;
  }
}

/** Every import and re-export of a file, by its text. */
function specifiers(text: string): string[] {
  const module = parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2022' });
  const found = module.body.flatMap((item) => ('source' in item && item.source ? [item.source.value] : []));
  const dynamic = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map(([, specifier = '']) => specifier);
  return [...found, ...dynamic];
}

/** All TypeScript files of the project with their imports. */
export function sourceFiles(): SourceFile[] {
  const root = projectFile('.');
  return ROOTS.flatMap((name) => [...typescriptFiles(join(root, name))]).map((file) => {
    const text = readFileSync(file, 'utf8');
    const all = specifiers(text);
    const own = all.filter((specifier) => specifier.startsWith('.'));
    return {
      path: relative(root, file),
      text,
      imports: own.map((specifier) => relative(root, join(dirname(file), specifier))),
      packages: all.filter((specifier) => !specifier.startsWith('.')),
    };
  });
}

/** Groups of files that import each other in a circle, each group once. */
export function cycles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    numbers.set(path, numbers.size);
    lowest.set(path, numbers.size - 1);
    stack.push(path);
    for (const next of byPath.get(path)?.imports ?? []) {
      if (!byPath.has(next)) continue;
      if (!numbers.has(next)) visit(next);
      else if (!stack.includes(next)) continue;
      lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(next) ?? 0));
    }
    if (lowest.get(path) !== numbers.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1 || byPath.get(path)?.imports.includes(path)) found.push(group.sort());
  };
  for (const { path } of files) if (!numbers.has(path)) visit(path);
  return found;
}
