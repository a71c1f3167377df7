import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A value as COPY can store it. */
export type CopyValue = string | number | boolean | null | readonly string[];

/** How rows of one kind are written: the table and a value for each column. */
export interface CopyTarget<Row> {
  readonly table: string;
  readonly columns: Readonly<Record<string, (row: Row) => CopyValue>>;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '') : text);

const arrayLiteral = (items: readonly string[]): string => `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

function field(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value);
  return escaped(arrayLiteral(value));
}

const CHUNK = 1_000;

function* chunks<Row>(rows: readonly Row[], values: readonly ((row: Row) => CopyValue)[]): Generator<string> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    let text = '';
    for (const row of rows.slice(start, start + CHUNK)) text += `${values.map((value) => field(value(row))).join('\t')}\n`;
    yield text;
  }
}

/** Writes rows by COPY in the client's transaction. */
export async function copyRows<Row>(client: PoolClient, target: CopyTarget<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(target.columns).join(', ');
  const stream = client.query(copyFrom(`COPY ${target.table} (${names}) FROM STDIN`));
  await pipeline(Readable.from(chunks(rows, Object.values(target.columns))), stream);
}
