import { readFileSync } from 'node:fs';
import { errorPage } from '../../scripts/commands/error-page.ts';
import { errorRegistry } from '../../shared/errors/registry.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { sourceFiles } from './imports.ts';

const codes = Object.keys(errorRegistry);
const product = sourceFiles().filter(({ path }) => !path.startsWith('test/') && !path.endsWith('.test.ts') && path !== 'shared/errors/registry.ts');

/** Said by the GraphQL server in its own words, never written by us. */
const OF_THE_SERVER = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE'];

describe('the error registry', () => {
  test('and docs/errors.md are the same', () => {
    expect(readFileSync(projectFile('docs/errors.md'), 'utf8')).toBe(errorPage());
  });

  test('names every code that is raised', () => {
    const raised = product.flatMap(({ path, text }) =>
      [...text.matchAll(/new (?:CallerError|OperatorError|HttpFault)\(\s*(?:\d+,\s*)?'([A-Z_]+)'/g)].map(([, code = '']) => ({ path, code })),
    );
    expect(raised.length).toBeGreaterThan(20);
    expect(raised.filter(({ code }) => !codes.includes(code))).toEqual([]);
  });

  test('has no code that nothing raises', () => {
    const unused = codes.filter((code) => !OF_THE_SERVER.includes(code) && !product.some(({ text }) => text.includes(`'${code}'`)));
    expect(unused).toEqual([]);
  });

  test('says in whole sentences what each means and what to do', () => {
    const broken = Object.entries(errorRegistry).filter(([, { meaning, remedy }]) => !/^[A-Z@`].*\.$/.test(meaning) || !/\.$/.test(remedy));
    expect(broken.map(([code]) => code)).toEqual([]);
  });
});
