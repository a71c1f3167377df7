import { createHash } from 'node:crypto';
import { isCnpj } from '../../../shared/connectors/cnpj.ts';

/** A row of the published files, split into the fields of its header. */
export interface PublishedRow {
  readonly file: string;
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
  /** Its delimiter stood inside a field. */
  readonly surplus: boolean;
}

/** Rows of the sample at most, over all files. */
export const SAMPLE_ROWS = 1_980;
const ROWS_PER_STATE_AND_FILE = 85;
/** Only suppliers named so often are in the sample, which leaves out the small shops that carry a person's name. */
const SUPPLIER_ROWS = 8;

const field = (row: PublishedRow, name: string): string => row.fields[name]?.trim() ?? '';
const cnpj = (row: PublishedRow): string => field(row, 'NumeroCNPJ').padStart(14, '0');
const supplier = (row: PublishedRow): string => cnpj(row).slice(0, 8);
const keyOf = (row: PublishedRow, names: readonly string[]): string => names.map((name) => field(row, name)).join('\n');
const KEPT = ['UF', 'DataAbertura', 'DataArquivamento', 'CodigoAssunto'];
const BLANKED = ['SexoConsumidor', 'FaixaEtariaConsumidor'];

/**
 * The rows of the sample: whole complaints only, by an order that a hash gives, so the same files give the same sample.
 * Left out are complaints with a supplier without a company number or seldom named, and complaints that could not be told
 * apart once the consumer's sex and age band are blanked. All rows with a fault that fit these rules come first.
 */
export function chooseSample(rows: readonly PublishedRow[]): readonly PublishedRow[] {
  const named = countsBy(rows, supplier);
  const allowed = (group: readonly PublishedRow[]): boolean =>
    group.every((row) => isCnpj(cnpj(row)) && (named.get(supplier(row)) ?? 0) >= SUPPLIER_ROWS);
  const groups = [...groupsBy(rows, KEPT).values()].filter((group) => groupsBy(group, BLANKED).size === 1 && allowed(group));
  const ordered = groups
    .map((group) => ({ group, faulty: isFaulty(group), hash: hashOf(group) }))
    .sort((a, b) => Number(b.faulty) - Number(a.faulty) || (a.hash < b.hash ? -1 : 1));
  const taken: PublishedRow[] = [];
  const perCell = new Map<string, number>();
  for (const { group, faulty } of ordered) {
    const cell = `${group[0]?.file} ${group[0]?.fields.UF}`;
    const inCell = (perCell.get(cell) ?? 0) + group.length;
    if ((inCell > ROWS_PER_STATE_AND_FILE && !faulty) || taken.length + group.length > SAMPLE_ROWS) continue;
    perCell.set(cell, inCell);
    taken.push(...group);
  }
  return taken;
}

/** Whether the rows show one of the faults of the files: a delimiter inside a field, a missing date, the same supplier twice. */
function isFaulty(group: readonly PublishedRow[]): boolean {
  const undated = (row: PublishedRow): boolean => field(row, 'DataArquivamento') === 'NULL' || field(row, 'DataAbertura') === 'NULL';
  return group.some((row) => row.surplus || undated(row)) || new Set(group.map(cnpj)).size < group.length;
}

const hashOf = (group: readonly PublishedRow[]): string =>
  createHash('sha256')
    .update(group.map((row) => `${row.file}:${row.line}`).join())
    .digest('hex');

function groupsBy(rows: readonly PublishedRow[], names: readonly string[]): ReadonlyMap<string, readonly PublishedRow[]> {
  const groups = new Map<string, PublishedRow[]>();
  for (const row of rows) {
    const key = keyOf(row, names);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function countsBy(rows: readonly PublishedRow[], key: (row: PublishedRow) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
}
