import { type RowLayout, splitRow } from '../csv/split-row.ts';
import type { Mapping } from './mapping-file.ts';

/** A row of a source, its values trimmed and those that mean none made null. */
export interface SourceRow {
  /** The value of a column; null when there is none. */
  value(column: string): string | null;
  readonly recovered: boolean;
}

/** Why a row or a value cannot be taken. */
export class Refusal {
  constructor(
    readonly code: 'ROW_SHAPE' | 'ROW_VALUE' | 'ROW_UNIT',
    readonly reason: string,
  ) {}
}

/** Reads lines of the source a mapping describes. */
export function rowReader({ source }: Mapping): (text: string) => SourceRow | Refusal {
  const layout: RowLayout = { delimiter: source.delimiter, columns: source.columns, joinInto: source.surplus?.joinInto };
  const nulls = new Set(['', ...source.nullTexts]);
  const indexes = new Map(source.columns.map((name, index) => [name, index]));
  const checks = Object.entries(source.checks).map(([name, pattern]) => ({ name, pattern: new RegExp(pattern, 'u') }));
  return (text) => {
    const split = splitRow(text, layout);
    if (split === undefined) return new Refusal('ROW_SHAPE', `${text.split(source.delimiter).length} fields, not ${source.columns.length}`);
    const values = split.fields.map((field) => {
      const value = source.trim ? field.trim() : field;
      return nulls.has(value) ? null : value;
    });
    const row: SourceRow = { value: (column) => values[indexes.get(column) ?? -1] ?? null, recovered: split.recovered };
    const unfit = checks.find(({ name, pattern }) => !pattern.test(row.value(name) ?? '') && row.value(name) !== null);
    if (unfit === undefined) return row;
    const reason = `${unfit.name}: ${JSON.stringify(row.value(unfit.name))} does not look like one`;
    return split.recovered ? new Refusal('ROW_SHAPE', `too many fields; joined, ${reason}`) : new Refusal('ROW_VALUE', reason);
  };
}

/** Whether a line is the header that the mapping names. */
export function isHeader(text: string | undefined, { source }: Mapping): boolean {
  return text !== undefined && text.split(source.delimiter).join('\n') === source.columns.join('\n');
}
