import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { loadFederation } from '../../config/federation.ts';
import type { ComplaintRecord } from '../../domain/records.ts';
import { OperatorError } from '../../errors/errors.ts';
import { projectFile } from '../../subgraph-kit/project-root.ts';
import type { FileAccount } from '../account.ts';
import { mapFiles } from './map-files.ts';
import { loadMapping } from './mapping-file.ts';

type Json = Record<string, unknown>;
const federation = loadFederation(projectFile('federations/sindec/federation.yaml'));
const published = parse(readFileSync(projectFile('federations/sindec/mapping.yaml'), 'utf8')) as Json & {
  source: Json & { checks: Json };
  complaint: Json;
  respondent: Json;
};
const folder = mkdtempSync(join(tmpdir(), 'mapping-'));
let written = 0;

function fileWith(content: string): string {
  const path = join(folder, `${written++}.txt`);
  writeFileSync(path, content);
  return path;
}
const mappingWith = (change: Json) => loadMapping(fileWith(stringify({ ...published, ...change })));
const mapping = mappingWith({});

interface RowParts {
  readonly closed?: string;
  readonly opened?: string;
  readonly state?: string;
  readonly name?: string;
  readonly trade?: string;
  readonly number?: string;
  readonly met?: string;
  readonly subject?: string;
  readonly problem?: string;
  readonly sex?: string;
}
const CLOSED = '2019-05-02 10:00:00.000';
const OPENED = '2019-04-01 09:30:00.000';

function row(parts: RowParts = {}): string {
  const { closed = CLOSED, opened = OPENED, state = 'SP', name = 'LOJA UM', trade = 'UM', number = '40432544000147' } = parts;
  const { met = 'S', subject = '187', problem = 'NULL', sex = 'F' } = parts;
  const before = ['2019', closed, opened, '03', 'Sudeste', state, name, trade, '1', number, 'NULL', 'NULL', '', 'NULL', 'NULL'];
  return [...before, met, subject, 'Telefonia Celular', problem, 'NULL', sex, 'NULL', 'NULL'].join(';');
}

async function map(rows: readonly string[], used = mapping): Promise<{ complaints: ComplaintRecord[]; account: FileAccount }> {
  const path = fileWith(`\ufeff${[used.source.columns.join(';'), ...rows].join('\r\n')}\r\n`);
  const { complaints, accounts } = await mapFiles(federation, used, [path]);
  const [account] = accounts;
  if (account === undefined) throw new Error('no account');
  return { complaints: [...complaints.values()].flat(), account };
}

const B2W = '776574000156';
const counts = ({ read, accepted, merged, rejected, recovered }: FileAccount) => [read, accepted, merged, rejected, recovered];
const reasons = ({ rejectedRows }: FileAccount) => rejectedRows.map(({ line, code, reason }) => [line, code, reason]);

describe('rows of one complaint', () => {
  it('become one complaint with a respondent for each supplier', async () => {
    const { complaints, account } = await map([row(), row({ name: ' LOJA DOIS ', number: B2W }), row({ sex: 'M' })]);
    expect(counts(account)).toEqual([3, 3, 0, 0, 0]);
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toMatchObject({
      kind: 'COMPLAINT',
      sector: '187',
      behaviours: [],
      status: 'RESOLVED',
      outcome: 'SETTLED',
      receivedAt: '2019-04-01T12:30:00.000000Z',
      resolvedAt: '2019-05-02T13:00:00.000000Z',
      updatedAt: '2019-05-02T13:00:00.000000Z',
      respondents: [
        { traderId: 'cnpj:40432544000147', name: 'LOJA UM', role: 'OTHER', outcome: 'SETTLED' },
        { traderId: 'cnpj:00776574000156', name: 'LOJA DOIS' },
      ],
    });
    expect(complaints[0]?.originId).toBe(complaints[0]?.id);
  });

  it('have the outcome PARTLY_SETTLED where suppliers differ, each keeping its own', async () => {
    const { complaints } = await map([row({ met: 'S' }), row({ met: 'N', number: B2W })]);
    expect(complaints[0]?.outcome).toBe('PARTLY_SETTLED');
    expect(complaints[0]?.respondents.map((respondent) => respondent.outcome)).toEqual(['SETTLED', 'NOT_SETTLED']);
  });

  it('unite their problems', async () => {
    const { complaints } = await map([
      row({ problem: '147' }),
      row({ problem: '15', number: B2W }),
      row({ problem: '0', name: 'X', number: 'NULL' }),
    ]);
    expect(complaints[0]?.behaviours).toEqual(['147', '15']);
  });

  it('may stand in several files', async () => {
    const header = mapping.source.columns.join(';');
    const files = [fileWith(`${header}\n${row()}\n`), fileWith(`${header}\n${row({ number: B2W })}\n${row()}\n`)];
    const { complaints, accounts } = await mapFiles(federation, mapping, files);
    expect([...complaints.values()].flat()[0]?.respondents).toHaveLength(2);
    expect(accounts.map(counts)).toEqual([
      [1, 1, 0, 0, 0],
      [2, 1, 1, 0, 0],
    ]);
  });

  it('are merged when identical, and all refused when they name one supplier and differ', async () => {
    const same = await map([row(), row()]);
    expect(counts(same.account)).toEqual([2, 1, 1, 0, 0]);
    const differing = await map([row({ met: 'S' }), row({ number: B2W }), row({ met: 'N' }), row({ met: 'N' })]);
    expect(counts(differing.account)).toEqual([4, 1, 0, 3, 0]);
    expect(differing.account.rejectedRows.map(({ line, code }) => [line, code])).toEqual([
      [2, 'KEY_COLLISION'],
      [4, 'KEY_COLLISION'],
      [5, 'KEY_COLLISION'],
    ]);
    expect(differing.complaints[0]?.respondents.map((respondent) => respondent.traderId)).toEqual(['cnpj:00776574000156']);
  });

  it('are all refused when they disagree on a field without a rule for it', async () => {
    const { map: met } = published.complaint.outcome as { map: Json };
    const strict = mappingWith({ complaint: { ...published.complaint, outcome: { column: 'Atendida', map: met } } });
    const { complaints, account } = await map([row({ met: 'S' }), row({ met: 'N', number: B2W })], strict);
    expect(complaints).toEqual([]);
    expect(reasons(account)).toEqual([
      [2, 'KEY_COLLISION', 'rows of the same complaint differ in outcome'],
      [3, 'KEY_COLLISION', 'rows of the same complaint differ in outcome'],
    ]);
  });

  it('get the same id whatever order they come in, and another when any key column differs', async () => {
    const first = await map([row(), row({ number: B2W })]);
    const turned = await map([row({ number: B2W }), row()]);
    expect(turned.complaints[0]?.id).toBe(first.complaints[0]?.id);
    for (const other of [{ closed: '2019-05-02 10:00:01.000' }, { opened: '2019-04-01 09:30:01.000' }, { subject: '53' }, { sex: 'NULL' }]) {
      expect((await map([row(other)])).complaints[0]?.id).not.toBe(first.complaints[0]?.id);
    }
  });
});

describe('values', () => {
  it('of an unknown or missing code become UNMAPPED', async () => {
    const { complaints } = await map([row({ subject: '9999' }), row({ subject: 'NULL' }), row({ problem: '9998', subject: '53' })]);
    expect(complaints.map((complaint) => [complaint.sector, complaint.behaviours])).toEqual([
      ['UNMAPPED', []],
      ['UNMAPPED', []],
      ['53', ['UNMAPPED']],
    ]);
  });

  it('of a supplier without a usable number give it an id of the unit’s own, the same for the same name', async () => {
    const { complaints } = await map([row({ number: 'NULL' }), row({ number: '12345678909', subject: '53' }), row({ number: '191', subject: '55' })]);
    const [none, personal, bank] = complaints.map((complaint) => complaint.respondents[0]?.traderId);
    expect(none).toMatch(/^PROCON-SP\/t-[0-9a-f]{16}$/);
    expect(personal).toBe(none);
    expect(bank).toBe('cnpj:00000000000191');
  });

  it('that cannot be read refuse the row with column and reason', async () => {
    const { account } = await map([
      row({ opened: 'NULL' }),
      row({ opened: '2019-02-30 10:00:00.000' }),
      row({ opened: '2018-11-04 00:30:00.000' }),
      row({ closed: 'NULL' }),
      row({ closed: '2019-01-01 00:00:00.000' }),
      row({ met: 'X' }),
      row({ state: 'XX' }),
      row({ name: '', number: 'NULL' }),
    ]);
    expect(reasons(account)).toEqual([
      [2, 'ROW_VALUE', 'DataAbertura: no value, and receivedAt needs one'],
      [3, 'ROW_VALUE', 'DataAbertura: "2019-02-30 10:00:00.000" is no date and time of the form yyyy-MM-dd HH:mm:ss.SSS'],
      [4, 'ROW_VALUE', 'DataAbertura: "2018-11-04 00:30:00.000" is no date and time of the form yyyy-MM-dd HH:mm:ss.SSS'],
      [5, 'ROW_VALUE', 'DataArquivamento: no value, and resolvedAt needs one'],
      [6, 'ROW_VALUE', 'resolved (2019-01-01T02:00:00.000000Z) before received (2019-04-01T12:30:00.000000Z)'],
      [7, 'ROW_VALUE', 'Atendida: "X" does not look like one'],
      [8, 'ROW_UNIT', 'UF: no unit for "XX"'],
      [9, 'ROW_VALUE', 'strRazaoSocial: no value, and a trader without a number needs a name'],
    ]);
    expect(counts(account)).toEqual([8, 0, 0, 8, 0]);
  });
});

describe('rows with too many or too few fields', () => {
  it('are put together again where the mapping says in which column the delimiter may stand', async () => {
    const { complaints, account } = await map([row({ trade: 'UM; DOIS;TRES' })]);
    expect(counts(account)).toEqual([1, 1, 0, 0, 1]);
    expect(complaints[0]?.respondents[0]?.name).toBe('LOJA UM');
  });

  it('are refused when the delimiter stood elsewhere, since the other columns show it', async () => {
    const { account } = await map([row({ number: '4043;2544' }), `${row()};x`, row().slice(5)]);
    expect(account.rejectedRows.map(({ line, code }) => [line, code])).toEqual([
      [2, 'ROW_SHAPE'],
      [3, 'ROW_SHAPE'],
      [4, 'ROW_SHAPE'],
    ]);
  });

  it('are refused when the mapping names no column', async () => {
    const { surplus: _none, ...source } = published.source;
    const { account } = await map([row({ trade: 'UM; DOIS' })], mappingWith({ source }));
    expect(reasons(account)).toEqual([[2, 'ROW_SHAPE', '24 fields, not 23']]);
  });
});

it('accounts for every row, whatever the rows are', async () => {
  const parts = fc.record({
    closed: fc.constantFrom(CLOSED, CLOSED, 'NULL'),
    met: fc.constantFrom('S', 'N', 'S', '?'),
    number: fc.constantFrom('40432544000147', B2W, 'NULL'),
    trade: fc.constantFrom('UM', 'UM;DOIS'),
    state: fc.constantFrom('SP', 'RJ', 'XX'),
    subject: fc.constantFrom('187', '53'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { maxLength: 30 }), async (list) => {
      const { complaints, account } = await map(list.map(row));
      expect(account.read).toBe(list.length);
      expect(account.accepted + account.merged + account.rejected).toBe(account.read);
      expect(account.rejectedRows).toHaveLength(account.rejected);
      expect(complaints.reduce((sum, complaint) => sum + complaint.respondents.length, 0)).toBe(account.accepted);
    }),
    { numRuns: 60 },
  );
});

describe('files', () => {
  it('whose first line is not the header of the mapping are refused whole', async () => {
    await expect(mapFiles(federation, mapping, [fileWith(`a;b\n${row()}\n`)])).rejects.toMatchObject({ code: 'ROW_SHAPE' });
    await expect(mapFiles(federation, mapping, [fileWith('')])).rejects.toMatchObject({ code: 'ROW_SHAPE' });
    await expect(mapFiles(federation, mapping, [join(folder, 'none.csv')])).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });
});

describe('mapping file', () => {
  const faultsOf = (change: Json): readonly string[] => {
    try {
      mappingWith(change);
    } catch (error) {
      if (error instanceof OperatorError && error.code === 'MAPPING_INVALID') return error.faults;
      throw error;
    }
    return [];
  };

  it('is refused with every fault at once, each with its path', () => {
    const faults = faultsOf({
      extra: 1,
      groupBy: ['UF', 'Nome'],
      source: { ...published.source, checks: { UF: '(' }, surplus: { joinInto: 'Nada' } },
    });
    expect(faults).toEqual([
      'source.checks.UF: not a regular expression',
      '(top): Unrecognized key: "extra"',
      'source.surplus.joinInto: no column Nada',
      'groupBy.1: no column Nome',
    ]);
  });

  it('is refused when a rule does not fit its field', () => {
    const complaint = {
      ...published.complaint,
      kind: { constant: 'GRUMBLE' },
      receivedAt: { column: 'DataAbertura' },
      outcome: { column: 'Atendida', map: { S: 'FINE' } },
      status: { constant: 'RESOLVED', otherwise: 'REFUSED' },
      priority: { constant: 'false', column: 'Tipo' },
    };
    expect(faultsOf({ complaint }).map((fault) => fault.split(':')[0])).toEqual([
      'complaint.status.otherwise',
      'complaint.priority',
      'complaint.kind.constant',
      'complaint.receivedAt.dateTime',
      'complaint.outcome.map',
    ]);
  });

  it('is refused without a field that every complaint needs', () => {
    const { sector: _none, ...complaint } = published.complaint;
    expect(faultsOf({ complaint }).map((fault) => fault.split(':')[0])).toEqual(['complaint.sector']);
  });
});
