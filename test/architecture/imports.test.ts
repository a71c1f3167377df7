import { readFileSync } from 'node:fs';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { cycles, type SourceFile, sourceFiles } from './imports.ts';

const files = sourceFiles();
const isTest = ({ path }: SourceFile): boolean => path.startsWith('test/') || /\.(test|browser)\.ts$/.test(path);
const product = files.filter((file) => !isTest(file));
const below = (folder: string): SourceFile[] => product.filter(({ path }) => path.startsWith(`${folder}/`));

/** Imports of files that no rule of the folder allows, as `file -> import`. */
function strangers(of: readonly SourceFile[], allowed: readonly string[]): string[] {
  return of.flatMap(({ path, imports }) =>
    imports.filter((target) => !allowed.some((folder) => target.startsWith(folder))).map((target) => `${path} -> ${target}`),
  );
}

describe('the layout', () => {
  test('is read: files and imports are found', () => {
    expect(product.length).toBeGreaterThan(60);
    expect(product.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
  });

  test('the gateway knows nothing of the subgraphs', () => {
    expect(strangers(below('gateway'), ['gateway/', 'shared/'])).toEqual([]);
  });

  test('the subgraphs know nothing of the gateway, nor of each other', () => {
    expect(strangers(below('subgraphs/unit'), ['subgraphs/unit/', 'shared/'])).toEqual([]);
    expect(strangers(below('subgraphs/registry'), ['subgraphs/registry/', 'shared/'])).toEqual([]);
  });

  test('what is shared knows nothing of those who share it', () => {
    expect(strangers(below('shared'), ['shared/'])).toEqual([]);
  });

  test('the domain imports nothing of ours', () => {
    expect(strangers(below('shared/domain'), ['shared/domain/'])).toEqual([]);
  });

  test('the gather rules are pure', () => {
    const gather = below('gateway/shards/gather');
    expect(strangers(gather, ['gateway/shards/gather/', 'shared/domain/', 'shared/aggregates/'])).toEqual([]);
    expect(gather.flatMap(({ path, packages }) => packages.map((name) => `${path} -> ${name}`))).toEqual([]);
  });

  test('the oracle shares no code with the product but the shapes of records', () => {
    const oracle = files.filter(({ path }) => path.startsWith('test/oracle/'));
    const values = oracle.map((file) => ({ ...file, imports: file.imports.filter((target) => importsValues(file, target)) }));
    expect(strangers(values, ['test/'])).toEqual([]);
  });

  test('nothing imports in a circle', () => {
    expect(cycles(files)).toEqual([]);
  });

  test('no product file imports a test', () => {
    const tests = new Set(files.filter(isTest).map(({ path }) => path));
    expect(product.flatMap(({ path, imports }) => imports.filter((target) => tests.has(target)).map((target) => `${path} -> ${target}`))).toEqual([]);
  });

  test('imports name files that are there', () => {
    const there = new Set(files.map(({ path }) => path));
    const typescript = files.flatMap(({ path, imports }) =>
      imports.filter((target) => !target.endsWith('.mjs') && !there.has(target)).map((target) => `${path} -> ${target}`),
    );
    expect(typescript).toEqual([]);
  });
});

/** Whether a file imports more than types from another. */
function importsValues({ path, text }: SourceFile, target: string): boolean {
  const name = target.split('/').at(-1) ?? '';
  return text.split('\n').some((line) => line.includes(`/${name}'`) && !/^import type\b/.test(line) && path !== target);
}

describe('what touches the outside', () => {
  const entries = (path: string): boolean => path.startsWith('scripts/') || path.endsWith('/main.ts');

  test.each([
    ['the environment', /\bprocess\.env\b/],
    ['the end of the process', /\bprocess\.exit\(/],
    ['the command line', /\bprocess\.argv\b/],
  ])('only programs use %s', (_, pattern) => {
    expect(product.filter(({ path, text }) => !entries(path) && pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the packages', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const packageOf = (specifier: string): string =>
    specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');

  test('are pinned to one version each', () => {
    const all = { ...dependencies, ...devDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('that the product imports are dependencies', () => {
    const used = new Set(product.flatMap(({ packages }) => packages.filter((name) => !name.startsWith('node:')).map(packageOf)));
    expect([...used].filter((name) => !(name in (dependencies ?? {}))).sort()).toEqual([]);
  });
});
