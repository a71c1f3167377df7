import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { ErrorCode } from '../errors/registry.ts';

/** A row that was not taken, with its reason. */
export interface RejectedRow {
  readonly file: string;
  /** Line of the file, 1 for the header. */
  readonly line: number;
  readonly code: Extract<ErrorCode, 'ROW_SHAPE' | 'ROW_VALUE' | 'ROW_UNIT' | 'KEY_COLLISION'>;
  readonly reason: string;
  /** The row as it was read. */
  readonly text: string;
}

/** What became of the rows of one file: `read` = `accepted` + `merged` + `rejected`. */
export interface FileAccount {
  readonly file: string;
  /** Rows after the header, blank lines aside. */
  readonly read: number;
  /** Rows that are in a record. */
  readonly accepted: number;
  /** Rows identical to one accepted, in this file or an earlier one. */
  readonly merged: number;
  readonly rejected: number;
  /** Of those accepted or merged, rows whose surplus fields were put together again. */
  readonly recovered: number;
  readonly rejectedRows: readonly RejectedRow[];
}

/** Writes rejected rows as JSON lines, replacing the file. */
export async function writeRejectedRows(path: string, rows: Iterable<RejectedRow>): Promise<void> {
  const stream = createWriteStream(path, { encoding: 'utf8' });
  for (const row of rows) stream.write(`${JSON.stringify(row)}\n`);
  stream.end();
  await finished(stream);
}
