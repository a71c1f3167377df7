import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../../shared/errors/errors.ts';
import { warnings } from './fixtures/contracts.ts';
import { SupergraphHolder } from './holder.ts';
import { type FederationContracts, loadSupergraph } from './load.ts';

describe('the supergraph in force', () => {
  const directory = mkdtempSync(join(tmpdir(), 'supergraph-'));
  const sdl = join(directory, 'warnings.graphql');
  const federation: FederationContracts = { contracts: { warnings: { sdl, sharded: true } } };
  const write = (text: string): void => writeFileSync(sdl, text);
  const hold = (): SupergraphHolder => new SupergraphHolder(() => loadSupergraph(federation));
  const further = warnings.sdl.replace('expiresOn: Date', 'expiresOn: Date withdrawnOn: Date');

  beforeEach(() => write(warnings.sdl));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('stays what it was for a request that began before a reload', () => {
    const holder = hold();
    const begun = holder.current;
    write(further);
    expect(holder.reload()).toBe(true);
    expect(holder.current).not.toBe(begun);
    expect(begun.sdl).not.toContain('withdrawnOn');
    expect(holder.current.sdl).toContain('withdrawnOn');
    expect(begun.planner.plan('{ warning(id: "A/1") { kind } }', null, new Set(), 0).node?.kind).toBe('Fetch');
  });

  it('stays in force when the contracts on disk are faulty', () => {
    const holder = hold();
    const before = holder.current;
    write(warnings.sdl.replace('total: Int! @gather(rule: SUM)', 'total: Int!'));
    expect(() => holder.reload()).toThrow(expect.objectContaining({ code: 'CONTRACT_FIELD_WITHOUT_RULE' }));
    expect(holder.current).toBe(before);
  });

  it('is not replaced when nothing changed', () => {
    const holder = hold();
    const before = holder.current;
    expect(holder.reload()).toBe(false);
    expect(holder.current).toBe(before);
  });

  it('tells those who listen of what takes its place, until they stop', () => {
    const holder = hold();
    const told: string[] = [];
    const stop = holder.onChange(({ version }) => told.push(version));
    write(further);
    holder.reload();
    stop();
    write(warnings.sdl);
    holder.reload();
    expect(told).toHaveLength(1);
  });

  it('names the contract whose file is not there', () => {
    const absent: FederationContracts = { contracts: { warnings: { sdl: join(directory, 'absent.graphql'), sharded: true } } };
    expect(() => loadSupergraph(absent)).toThrow(OperatorError);
    expect(() => loadSupergraph(absent)).toThrow(
      expect.objectContaining({ code: 'CONFIG_NOT_FOUND', message: expect.stringContaining('contract warnings') }),
    );
  });
});
