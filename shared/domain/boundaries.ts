/** A province as of today with the bodies it was formed from. */
export interface BoundaryProvince {
  readonly code: string;
  readonly name: string;
  /** Bodies this province was formed from; `effectiveTo` is their last day. */
  readonly formedFrom: readonly { readonly code: string; readonly name: string; readonly effectiveTo: string }[];
}

/** What a province code written on a certain day meant. */
export interface RecordedProvince {
  /** `code@validTo` of a former province, the code alone of one of today. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Last day of a former province; null for one of today. */
  readonly validTo: string | null;
  /** Code of the province of today that it lies in. */
  readonly current: string;
}

/** Reads a code as of the day, `YYYY-MM-DD`, it was written. Undefined for a code that no list has. */
export type Boundaries = (code: string, day: string) => RecordedProvince | undefined;

/**
 * The boundary map of a federation. A code alone is ambiguous: seven codes of Viet Nam changed meaning on 2025-07-01. On a
 * day on which a former province of that code existed it is meant, else the one of today. A former code written after its
 * last day, when no province of today has it, still means the former province: each lies wholly in one of today.
 */
export function boundaries(provinces: readonly BoundaryProvince[]): Boundaries {
  const former = new Map<string, RecordedProvince[]>();
  const today = new Map<string, RecordedProvince>();
  for (const { code, name, formedFrom } of provinces) {
    today.set(code, { id: code, code, name, validTo: null, current: code });
    for (const old of formedFrom) {
      const { effectiveTo: validTo } = old;
      const entry = { id: `${old.code}@${validTo}`, code: old.code, name: old.name, validTo, current: code };
      former.set(old.code, [...(former.get(old.code) ?? []), entry]);
    }
  }
  for (const list of former.values()) list.sort((a, b) => ((a.validTo ?? '') < (b.validTo ?? '') ? -1 : 1));
  return (code, day) => {
    const list = former.get(code) ?? [];
    return list.find(({ validTo }) => validTo !== null && day <= validTo) ?? today.get(code) ?? list.at(-1);
  };
}
