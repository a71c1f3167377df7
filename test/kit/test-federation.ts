import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Federation, loadFederation } from '../../shared/config/federation.ts';
import { projectFile } from '../../shared/subgraph-kit/project-root.ts';
import type { OracleFederation } from '../oracle/rows.ts';

/** Codes that begin with one another, so that the order of ids by bytes is not the order of codes. */
const ODD_CODES = ['A1', 'A1-B', 'A10', 'A1-B-C', 'AB', 'SCT-1', 'SCT-1A', 'Z'.repeat(24)];
const KINDS = ['DEPARTMENT', 'ASSOCIATION', 'AUTHORITY', 'MINISTRY_UNIT'] as const;

/** The codes of a test federation's first units. */
export const unitCodes = (count: number): string[] => Array.from({ length: count }, (_, index) => ODD_CODES[index] ?? `SCT-${String(index + 10)}`);

/** Provinces of which code 30 changed its meaning, 11 lost its body twice and 40 is no more. */
const PROVINCES = [
  {
    code: '10',
    name: 'Mười',
    formedFrom: [
      { code: '10', name: 'Mười cũ', effectiveTo: '2025-06-30' },
      { code: '11', name: 'Mười một', effectiveTo: '2025-06-30' },
    ],
  },
  {
    code: '20',
    name: 'Hai mươi',
    formedFrom: [
      { code: '30', name: 'Ba mươi cũ', effectiveTo: '2025-06-30' },
      { code: '11', name: 'Mười một trước', effectiveTo: '2024-12-31' },
    ],
  },
  { code: '30', name: 'Ba mươi', formedFrom: [{ code: '40', name: 'Bốn mươi', effectiveTo: '2025-06-30' }] },
  { code: '50', name: 'Năm mươi', formedFrom: [] },
];

/** Province codes that complaints of any day may carry. */
export const PROVINCE_CODES = ['10', '11', '30', '40', '50'];
/** Sectors of a test federation. */
export const SECTORS = ['phones', 'food', 'UNMAPPED'];
/** Behaviours of a test federation. */
export const BEHAVIOURS = ['price', 'quality', 'warranty'];

const code = (value: string, name: string) => ({ code: value, name, nameEn: name });

/** What a test federation may say otherwise. */
export interface TestFederationOptions {
  readonly units: number;
  readonly timeZone?: string;
  /** Added to or put in place of keys of the federation file. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** The contents of a test federation's file: every second unit is an association that mediates; the second covers all. */
export function federationFile({ units, timeZone = 'Asia/Ho_Chi_Minh', overrides = {} }: TestFederationOptions): Record<string, unknown> {
  const codes = unitCodes(units);
  const mediates = (index: number): boolean => index % 2 === 1 || units === 1;
  const covers = (index: number): string[] => {
    if (index === 1 || units === 1) return ['*'];
    // Some cover their neighbour, some one more, some only themselves.
    return index % 4 === 3 ? codes.filter((_, other) => other === index - 1 || other === (index + 3) % units) : [];
  };
  return {
    federation: 'test',
    name: 'Thử nghiệm',
    nameEn: 'Test',
    timeZone,
    referenceVersion: 'test-1',
    historyFrom: '2024-01-01',
    // Laws are about what is answered, not about when: a busy machine must not decide them.
    timing: { deadlineMs: 60_000 },
    provinces: PROVINCES.map((province) => ({ ...province, nameEn: province.name, kind: 'PROVINCE', effectiveFrom: '2025-07-01' })),
    sectors: [code('phones', 'Điện thoại'), code('food', 'Thực phẩm'), code('UNMAPPED', 'Chưa đối chiếu')],
    behaviours: [code('price', 'Giá'), code('quality', 'Chất lượng'), code('warranty', 'Bảo hành')],
    contracts: Object.fromEntries(
      ['registry', 'complaints', 'links', 'mediation'].map((name) => [
        name,
        {
          sdl: projectFile(`shared/contract/sdl/${name}.graphql`),
          ...(name === 'registry' ? { sharded: false, url: 'http://127.0.0.1:9/registry' } : {}),
        },
      ]),
    ),
    units: codes.map((unit, index) => ({
      code: unit,
      name: unit,
      kind: KINDS[index % KINDS.length],
      state: 'CONNECTED',
      contracts: mediates(index) ? ['complaints', 'links', 'mediation'] : ['complaints', 'links'],
      covers: mediates(index) ? covers(index) : [],
    })),
    ...overrides,
  };
}

/** A federation of a file's contents, as the product reads it. */
export function readFederation(contents: Readonly<Record<string, unknown>>): Federation {
  const directory = mkdtempSync(join(tmpdir(), 'lien-thong-federation-'));
  try {
    const path = join(directory, 'federation.yaml');
    writeFileSync(path, stringify(contents));
    return loadFederation(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The federation as the oracle sees it. */
export const oracleFederation = (federation: Federation): OracleFederation => ({
  timeZone: federation.timeZone,
  unitKinds: new Map(federation.units.map(({ code: unit, kind }) => [unit, kind])),
  codeNames: new Map([...federation.sectors, ...federation.behaviours].map((entry) => [entry.code, entry.name])),
  provinces: federation.provinces,
});
