import { readFileSync } from 'node:fs';

/** One complaint of the published files, as far as it is counted. */
export interface CountedComplaint {
  readonly state: string;
  readonly subject: string;
  readonly outcome: 'SETTLED' | 'NOT_SETTLED' | 'PARTLY_SETTLED';
  /** Suppliers named. */
  readonly suppliers: number;
}

/** Columns of the files, counted from the end where a name before them may hold the delimiter. */
const OPENED = 2;
const CLOSED = 1;
const STATE = 5;
const FROM_END = { supplier: 14, met: 8, subject: 7, sex: 3, ageBand: 2 };

/**
 * Counts complaints straight from the files, with nothing of the product: rows that agree in state, both instants, subject,
 * sex and age band are one complaint; those that were never closed are left out, and so are suppliers of a complaint for
 * whom two rows disagree.
 */
export function countSindec(paths: readonly string[]): CountedComplaint[] {
  const complaints = new Map<string, { state: string; subject: string; rows: Map<string, Set<string>> }>();
  for (const line of paths.flatMap(linesOf)) {
    const fields = line.split(';');
    const end = (place: number): string => fields[fields.length - place] ?? '';
    const [state = '', opened = '', closed = ''] = [fields[STATE], fields[OPENED], fields[CLOSED]];
    if (closed === 'NULL' || closed === '' || closed < opened) continue;
    const key = [state, opened, closed, end(FROM_END.subject), end(FROM_END.sex), end(FROM_END.ageBand)].join('|');
    const complaint = complaints.get(key) ?? { state, subject: subjectOf(end(FROM_END.subject)), rows: new Map<string, Set<string>>() };
    complaints.set(key, complaint);
    const supplier = end(FROM_END.supplier).padStart(14, '0');
    complaint.rows.set(supplier, (complaint.rows.get(supplier) ?? new Set()).add(line));
  }
  return [...complaints.values()].flatMap(({ state, subject, rows }) => {
    const agreed = [...rows.values()].filter((lines) => lines.size === 1).map((lines) => [...lines][0]?.split(';').at(-FROM_END.met));
    if (agreed.length === 0) return [];
    const met = agreed.filter((answer) => answer === 'S').length;
    const outcome = met === agreed.length ? 'SETTLED' : met === 0 ? 'NOT_SETTLED' : 'PARTLY_SETTLED';
    return [{ state, subject, outcome, suppliers: agreed.length }];
  });
}

/** A complaint without a subject is counted as unmapped. */
const subjectOf = (code: string): string => (code === 'NULL' ? 'UNMAPPED' : code);

const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '');

/** How many complaints have each value; keys in order. */
export function countBy(complaints: readonly CountedComplaint[], value: (complaint: CountedComplaint) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const complaint of complaints) counts.set(value(complaint), (counts.get(value(complaint)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
