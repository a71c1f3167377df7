import { basename } from 'node:path';
import type { Federation } from '../../config/federation.ts';
import type { UnitCode } from '../../domain/ids.ts';
import type { ComplaintRecord } from '../../domain/records.ts';
import { OperatorError } from '../../errors/errors.ts';
import type { FileAccount, RejectedRow } from '../account.ts';
import { type FileLine, readLines } from '../csv/read-lines.ts';
import { type FoldedGroup, foldGroup, type PlacedRow, refuseSameIds } from './fold.ts';
import { rowMapper } from './map-row.ts';
import type { Mapping } from './mapping-file.ts';
import { isHeader, Refusal, rowReader } from './source-row.ts';

/** What files gave: complaints by unit, and the account of every file. */
export interface MappedFiles {
  /** Every unit of the federation, those without records too. */
  readonly complaints: ReadonlyMap<UnitCode, readonly ComplaintRecord[]>;
  /** In the order of the files. */
  readonly accounts: readonly FileAccount[];
}

interface ReadRow extends PlacedRow {
  readonly file: number;
  readonly line: number;
  readonly text: string;
  readonly recovered: boolean;
}

interface FileTally {
  readonly file: string;
  read: number;
  readonly rejectedRows: RejectedRow[];
}

/**
 * Reads files of one source as one set: rows of one complaint may stand in several. Every row is accepted, merged or
 * rejected, and rejected rows are kept with their reason.
 * @throws OperatorError INPUT_NOT_FOUND; ROW_SHAPE when a file's first line is not the header the mapping names
 */
export async function mapFiles(federation: Federation, mapping: Mapping, files: readonly string[]): Promise<MappedFiles> {
  const tallies: FileTally[] = files.map((path) => ({ file: basename(path), read: 0, rejectedRows: [] }));
  const groups = new Map<string, ReadRow[]>();
  for (const [index, path] of files.entries()) {
    const tally = tallies[index];
    if (tally !== undefined) await readFile({ federation, mapping, path, index, tally, groups });
  }
  const folded = [...groups.values()].map((rows) => foldGroup(rows, mapping));
  refuseSameIds(folded);
  return { complaints: byUnit(federation, folded), accounts: settle(tallies, folded) };
}

interface FileReading {
  readonly federation: Federation;
  readonly mapping: Mapping;
  readonly path: string;
  readonly index: number;
  readonly tally: FileTally;
  readonly groups: Map<string, ReadRow[]>;
}

async function readFile({ federation, mapping, path, index, tally, groups }: FileReading): Promise<void> {
  const toRow = rowReader(mapping);
  const toRecord = rowMapper(federation, mapping);
  let header = false;
  for await (const line of readLines(path, mapping.source.encoding)) {
    if (!header) {
      if (!isHeader(line.text, mapping)) throw new OperatorError('ROW_SHAPE', `${path}: the first line is not the header that the mapping names`);
      header = true;
      continue;
    }
    tally.read++;
    const taken = take(line, toRow, toRecord);
    if (taken instanceof Refusal) {
      tally.rejectedRows.push({ file: tally.file, line: line.number, code: taken.code, reason: taken.reason, text: textOf(line) });
      continue;
    }
    const key = `${taken.mapped.unit} ${taken.mapped.groupKey}`;
    const row: ReadRow = { ...taken, file: index, line: line.number, text: textOf(line) };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  if (!header) throw new OperatorError('ROW_SHAPE', `${path} has no header`);
}

const textOf = (line: FileLine): string => line.text ?? line.bytes.toString('latin1');

function take(
  line: FileLine,
  toRow: ReturnType<typeof rowReader>,
  toRecord: ReturnType<typeof rowMapper>,
): Pick<ReadRow, 'mapped' | 'identity' | 'recovered'> | Refusal {
  if (line.text === undefined) return new Refusal('ROW_VALUE', 'bytes that are no text of the encoding');
  const row = toRow(line.text);
  if (row instanceof Refusal) return row;
  const mapped = toRecord(row);
  return mapped instanceof Refusal ? mapped : { mapped, identity: line.text, recovered: row.recovered };
}

function byUnit(federation: Federation, groups: readonly FoldedGroup<ReadRow>[]): ReadonlyMap<UnitCode, readonly ComplaintRecord[]> {
  const complaints = new Map<UnitCode, ComplaintRecord[]>(federation.units.map((unit) => [unit.code, []]));
  for (const { unit, complaint } of groups) if (complaint !== undefined) complaints.get(unit)?.push(complaint);
  return complaints;
}

function settle(tallies: readonly FileTally[], groups: readonly FoldedGroup<ReadRow>[]): readonly FileAccount[] {
  const counts = tallies.map(() => ({ accepted: 0, merged: 0, recovered: 0 }));
  const count = (row: ReadRow, what: 'accepted' | 'merged'): void => {
    const counted = counts[row.file];
    if (counted === undefined) return;
    counted[what]++;
    if (row.recovered) counted.recovered++;
  };
  for (const group of groups) {
    for (const row of group.accepted) count(row, 'accepted');
    for (const row of group.merged) count(row, 'merged');
    for (const { row, reason } of group.rejected) {
      const tally = tallies[row.file];
      tally?.rejectedRows.push({ file: tally.file, line: row.line, code: 'KEY_COLLISION', reason, text: row.text });
    }
  }
  return tallies.map(({ file, read, rejectedRows }, index) => {
    rejectedRows.sort((a, b) => a.line - b.line);
    return { file, read, accepted: 0, merged: 0, recovered: 0, ...counts[index], rejected: rejectedRows.length, rejectedRows };
  });
}
