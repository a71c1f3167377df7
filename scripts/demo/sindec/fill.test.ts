import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFederation } from '../../../shared/config/federation.ts';
import { writeRejectedRows } from '../../../shared/connectors/account.ts';
import { isCnpj } from '../../../shared/connectors/cnpj.ts';
import type { ComplaintRecord } from '../../../shared/domain/records.ts';
import { projectFile } from '../../../shared/subgraph-kit/project-root.ts';
import { type FederationFilling, fillFederation } from '../fill.ts';
import { straightCount } from './straight-count.ts';

const federation = loadFederation(projectFile('federations/sindec/federation.yaml'));
const files = ['sindec-2018.csv', 'sindec-2019.csv'].map((name) => projectFile(`federations/sindec/sample/${name}`));
const sampleLines = files.flatMap((file) => readFileSync(file, 'utf8').split('\r\n').slice(1, -1));
let filling: FederationFilling;
let complaints: ComplaintRecord[];

beforeAll(async () => {
  filling = await fillFederation(federation);
  complaints = filling.units.flatMap((unit) => [...filling.recordsOf(unit).complaints]);
});

describe('sample of the repository', () => {
  it('holds at most 2,000 rows, with sex, age band and postcode blanked and every supplier with a company number', () => {
    expect(sampleLines.length).toBeLessThanOrEqual(2_000);
    for (const line of sampleLines) {
      const fields = line.split(';');
      expect(fields.slice(-3)).toEqual(['NULL', 'NULL', 'NULL']);
      expect(isCnpj((fields.at(-14) ?? '').padStart(14, '0'))).toBe(true);
    }
  });

  it('shows all 16 states, both years, several suppliers, lost zeros and the faults of the files', () => {
    expect(new Set(sampleLines.map((line) => line.split(';')[5])).size).toBe(16);
    expect(new Set(sampleLines.map((line) => line.split(';')[0]))).toEqual(new Set(['2018', '2019']));
    expect(sampleLines.filter((line) => line.split(';').length > 23).length).toBeGreaterThan(20);
    expect(sampleLines.some((line) => line.split(';').at(-14) === '191')).toBe(true);
    expect(sampleLines.some((line) => line.split(';')[1] === 'NULL')).toBe(true);
    expect(complaints.filter((row) => row.respondents.length > 1).length).toBeGreaterThan(100);
  });
});

describe('records of the Brazilian federation', () => {
  it('count by state, subject and outcome as the files do, counted straight', () => {
    const straight = straightCount(files);
    const mapped = new Map<string, number>();
    for (const { provinceCode, sector, outcome } of complaints) {
      const key = `${provinceCode} ${sector} ${outcome}`;
      mapped.set(key, (mapped.get(key) ?? 0) + 1);
    }
    expect(new Map([...mapped].sort())).toEqual(new Map([...straight.complaints].sort()));
    expect(complaints.reduce((sum, row) => sum + row.respondents.length, 0)).toBe(straight.pairs);
  });

  it('account for every row: read = accepted + merged + rejected, rejected rows with line, reason and text', () => {
    const straight = straightCount(files);
    const sum = (key: 'read' | 'accepted' | 'merged' | 'rejected'): number => filling.accounts.reduce((total, account) => total + account[key], 0);
    for (const account of filling.accounts) {
      expect(account.read).toBe(account.accepted + account.merged + account.rejected);
      for (const { file, line, text } of account.rejectedRows) {
        const path = files.find((name) => name.endsWith(file)) ?? '';
        expect(readFileSync(path, 'utf8').split('\r\n')[line - 1]).toBe(text);
      }
    }
    expect([sum('read'), sum('merged'), sum('rejected')]).toEqual([straight.rows, straight.repeated, straight.left]);
    expect(new Set(filling.accounts.flatMap((account) => account.rejectedRows).map((row) => row.code))).toEqual(
      new Set(['ROW_VALUE', 'KEY_COLLISION']),
    );
  });

  it('keeps rejected rows as JSON lines', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'rejected-')), 'rows.jsonl');
    const rows = filling.accounts.flatMap((account) => account.rejectedRows);
    await writeRejectedRows(path, rows);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  });

  it('names traders by 14-digit numbers, Banco do Brasil with its zeros', () => {
    const traders = new Map(complaints.flatMap((row) => row.respondents.map((respondent) => [respondent.traderId, respondent.name] as const)));
    expect(traders.get('cnpj:00000000000191')).toMatch(/BANCO DO BRASIL/);
    for (const id of traders.keys()) expect(id).toMatch(/^cnpj:\d{14}$/);
  });

  it('reads local times of the zone, summer time included', () => {
    const opened = (local: string) => complaints.find((row) => row.receivedAt === local);
    const line = sampleLines.find((text) => text.split(';')[2]?.startsWith('2018-01') && text.split(';')[1] !== 'NULL')?.split(';')[2] ?? '';
    const summer = new Date(`${line.slice(0, 10)}T${line.slice(11, 19)}-02:00`).toISOString().replace('.000Z', '.000000Z');
    expect(opened(summer)).toBeDefined();
  });

  it('gives the same ids on every run, each under its unit', async () => {
    const again = await fillFederation(federation);
    expect(again.units.flatMap((unit) => [...again.recordsOf(unit).complaints].map((row) => row.id))).toEqual(complaints.map((row) => row.id));
    for (const row of complaints) expect(row.id).toMatch(new RegExp(`^PROCON-${row.provinceCode}/c-[0-9a-f]{16}$`));
    expect(new Set(complaints.map((row) => row.id)).size).toBe(complaints.length);
  });

  it('covers the days from the first receipt to the last resolution of each unit', () => {
    for (const unit of filling.units) {
      const [coverage] = [...filling.recordsOf(unit).coverage];
      expect(coverage).toMatchObject({ contract: 'complaints', confirmedZero: [] });
      expect((coverage?.coveredFrom ?? '') <= (coverage?.coveredTo ?? '')).toBe(true);
    }
  });
});

describe('options of a filling', () => {
  it('reads another folder in place of the sample', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sindec-'));
    const [header = '', first = ''] = readFileSync(files[0] ?? '', 'utf8').split('\r\n');
    writeFileSync(join(folder, 'one.csv'), `${header}\n${first}\n`);
    const { accounts } = await fillFederation(federation, { input: folder });
    expect(accounts).toMatchObject([{ file: 'one.csv', read: 1, accepted: 1, merged: 0, rejected: 0 }]);
  });

  it('refuses a folder without files and a federation without demonstration data', async () => {
    await expect(fillFederation(federation, { input: mkdtempSync(join(tmpdir(), 'empty-')) })).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
    const { demonstration: _none, ...bare } = federation;
    await expect(fillFederation(bare)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('generates for the federation of Viet Nam at the scale asked for', async () => {
    const vietnam = await fillFederation(loadFederation(projectFile('federations/vietnam/federation.yaml')), { scale: 0.001 });
    expect(vietnam.accounts).toEqual([]);
    expect(vietnam.units).toHaveLength(67);
  });
});
