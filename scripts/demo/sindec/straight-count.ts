import { readFileSync } from 'node:fs';

/** Complaints counted straight from the published files. */
export interface StraightCount {
  /** By state, subject and outcome, as `SP 53 SETTLED`. */
  readonly complaints: ReadonlyMap<string, number>;
  /** Rows after the header. */
  readonly rows: number;
  /** Rows that are in no complaint: without both dates, or naming a supplier that another row of the complaint names otherwise. */
  readonly left: number;
  /** Rows that repeat another one. */
  readonly repeated: number;
  /** Complaint and supplier pairs. */
  readonly pairs: number;
}

/**
 * Counts the files by plain code that shares nothing with the mapping: the check on it. A row with too many fields has its
 * surplus among the trade names, so columns after them are counted from the end.
 */
export function straightCount(files: readonly string[]): StraightCount {
  const complaints = new Map<string, Map<string, Set<string>>>();
  let [rows, repeated] = [0, 0];
  let left = 0;
  const seen = new Set<string>();
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\r\n').slice(1)) {
      if (line === '') continue;
      rows++;
      const f = line.split(';');
      const after = f.length - 23;
      const [closed, opened, state, name] = [f[1], f[2], f[5], f[6]];
      const [number, met, subject, sex, age] = [f[9 + after], f[15 + after], f[16 + after], f[20 + after], f[21 + after]];
      if (closed === 'NULL' || opened === 'NULL') left++;
      else if (seen.has(line)) repeated++;
      else {
        seen.add(line);
        const complaint = [state, subject === 'NULL' ? 'UNMAPPED' : subject, opened, closed, sex, age].join('|');
        const supplier = number === 'NULL' ? `name ${name?.trim()}` : `number ${number}`;
        const suppliers = complaints.get(complaint) ?? new Map<string, Set<string>>();
        complaints.set(complaint, suppliers.set(supplier, (suppliers.get(supplier) ?? new Set()).add(`${met}${line}`)));
      }
    }
  }
  const counted = new Map<string, number>();
  let pairs = 0;
  for (const [complaint, suppliers] of complaints) {
    const answers = new Set<string>();
    for (const named of suppliers.values()) {
      if (named.size > 1) left += named.size;
      else {
        pairs++;
        for (const answer of named) answers.add(answer.charAt(0));
      }
    }
    if (answers.size === 0) continue;
    const [state, subject] = complaint.split('|');
    const outcome = answers.size > 1 ? 'PARTLY_SETTLED' : answers.has('S') ? 'SETTLED' : 'NOT_SETTLED';
    const key = `${state} ${subject} ${outcome}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  return { complaints: counted, rows, left, repeated, pairs };
}
