import { readFileSync } from 'node:fs';
import { OperatorError } from '../../shared/errors/errors.ts';
import { errorRegistry } from '../../shared/errors/registry.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import { brokenContracts, measures } from './fixtures/broken-contracts.ts';
import { projectContract, shardedContract } from './fixtures/contracts.ts';
import { readContract } from './read-contract.ts';

/** The faults of a contract; none when it is taken. */
function faultsOf(sdl: string): { code: string; faults: readonly string[] } {
  try {
    readContract(shardedContract(sdl));
    return { code: 'none', faults: [] };
  } catch (error) {
    if (error instanceof OperatorError) return { code: error.code, faults: error.faults };
    throw error;
  }
}

describe.each(brokenContracts)('a contract with faulty %s', (_, cases) => {
  it.each(cases.map((item) => [item.behaviour, item] as const))('is refused for %s', (_behaviour, { sdl, code, place }) => {
    const found = faultsOf(sdl);
    expect(found.code).toBe(code);
    expect(found.faults.map((fault) => fault.replace(/ \(line \d+\)/, ''))).toContainEqual(
      expect.stringMatching(`^${code} ${place.replace(/[.()]/g, '\\$&')}: `),
    );
  });
});

describe('the faults of a contract', () => {
  it('are all told at once, each with its code, field and line', () => {
    const { code, faults } = faultsOf('type Query {\n  a: Int\n  b: Float @gather(rule: SUM)\n}\ntype Row @sharded(key: "id") {\n  id: ID!\n}');
    expect(code).toBe('CONTRACT_SUM_OF_FLOAT');
    expect(faults).toEqual([
      expect.stringMatching(/^CONTRACT_SUM_OF_FLOAT Query\.b \(line 4\): /),
      expect.stringMatching(/^CONTRACT_SHARD_KEY Row \(line 6\): /),
      expect.stringMatching(/^CONTRACT_FIELD_WITHOUT_RULE Query\.a \(line 3\): /),
    ]);
  });

  it('tell a faulty input that many fields share once', () => {
    const { faults } = faultsOf('type Query { a(f: F): Int @gather(rule: SUM) b(f: F): Int @gather(rule: SUM) } input F { units: ID @prune }');
    expect(faults).toHaveLength(1);
  });
});

describe('docs/gather-rules.md', () => {
  const text = readFileSync(projectFile('docs/gather-rules.md'), 'utf8');

  it('names every error of a contract', () => {
    const codes = Object.keys(errorRegistry).filter((code) => code.startsWith('CONTRACT_') && code !== 'CONTRACT_NOT_SERVED');
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });

  it('shows a contract that is taken as it stands', () => {
    const example = /```graphql contract\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    expect(readContract({ name: 'warnings', sharded: true, url: undefined, sdl: example }).rules.shardKey('Warning')).toBe('id');
  });
});

describe('a contract', () => {
  it.each(['complaints', 'mediation', 'registry'] as const)('%s of the project is taken', (name) => {
    expect(readContract(projectContract(name)).name).toBe(name);
  });

  it('may return stubs of rows of other contracts from its rows', () => {
    expect(
      faultsOf(
        'type Row @key(fields: "id") @sharded(key: "id") { id: ID! other: Other } type Other @key(fields: "id", resolvable: false) @sharded(key: "id") { id: ID! }',
      ).code,
    ).toBe('none');
  });

  it('needs no rules below SAME, LATEST and CONCAT', () => {
    const found = faultsOf(
      measures(
        'a: Part @gather(rule: SAME) b: Part @gather(rule: LATEST, by: "at") at: DateTime @gather(rule: MAX) c: [Part!] @gather(rule: CONCAT, by: "id")',
        'type Part { id: ID! text: String inner: Part }',
      ),
    );
    expect(found.faults).toEqual([]);
  });

  it('may extend a root type it does not define', () => {
    expect(faultsOf('extend type Query { n: Int @gather(rule: SUM) }').faults).toEqual([]);
  });

  it('may have input types that hold themselves', () => {
    expect(faultsOf('type Query { n(f: F): Int @gather(rule: SUM) } input F { not: F units: [ID!] @prune }').faults).toEqual([]);
  });
});
