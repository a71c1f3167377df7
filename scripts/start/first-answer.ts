import type { Federation } from '../../shared/config/federation.ts';

/** What the graph says of itself once it runs. */
export interface FirstAnswer {
  /** By contract, such as `complaints`; null while not every unit answers. */
  readonly totals: Readonly<Record<string, number | null>>;
  readonly expected: number;
  readonly answered: number;
}

/** Lists whose totals are told, of contracts that the federation has. */
const LISTS = ['complaints', 'mediations'];
const CONTRACT_OF: Readonly<Record<string, string>> = { complaints: 'complaints', mediations: 'mediation' };
const WAIT_MS = 20_000;

/** Asks the graph how much there is, which also makes its first plans. undefined when it does not say. */
export async function firstAnswer(address: string, federation: Pick<Federation, 'contracts'>): Promise<FirstAnswer | undefined> {
  const lists = LISTS.filter((name) => (CONTRACT_OF[name] ?? '') in federation.contracts);
  const query = `{ ${lists.map((name) => `${name}(first: 1) { totalCount }`).join(' ')} }`;
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    const { data, extensions } = (await response.json()) as {
      data: Record<string, { totalCount: number | null } | null>;
      extensions: { completeness: { expected: string[]; live: string[] } };
    };
    const totals = Object.fromEntries(lists.map((name) => [name, data[name]?.totalCount ?? null]));
    return { totals, expected: extensions.completeness.expected.length, answered: extensions.completeness.live.length };
  } catch {
    return undefined;
  }
}
