/** How fields of a row are laid out. */
export interface RowLayout {
  readonly delimiter: string;
  /** Columns of the header, in order. */
  readonly columns: readonly string[];
  /** Column into which surplus fields are joined; rows with surplus fields are refused without it. */
  readonly joinInto: string | undefined;
}

/** Fields of a row, one for each column; `recovered` when surplus fields were joined. */
export interface SplitRow {
  readonly fields: readonly string[];
  readonly recovered: boolean;
}

/**
 * Splits a row without quoting at every delimiter. A row with too many fields held a delimiter inside a field: if the
 * layout says in which column, the surplus is joined there again, with its delimiters. Undefined for too few fields, and for
 * too many that the layout gives no column for. Whether a joined row is right its other columns must show.
 */
export function splitRow(text: string, { delimiter, columns, joinInto }: RowLayout): SplitRow | undefined {
  const fields = text.split(delimiter);
  const surplus = fields.length - columns.length;
  if (surplus === 0) return { fields, recovered: false };
  const at = joinInto === undefined ? -1 : columns.indexOf(joinInto);
  if (surplus < 0 || at < 0) return undefined;
  const joined = fields.slice(at, at + surplus + 1).join(delimiter);
  return { fields: [...fields.slice(0, at), joined, ...fields.slice(at + surplus + 1)], recovered: true };
}
