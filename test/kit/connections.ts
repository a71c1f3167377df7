import type { TestHub } from './hub.ts';

/** A page as the documents below select it. */
export interface ConnectionAnswer {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } & Readonly<Record<string, unknown>> }[];
  readonly totalCount: number | null;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const page = (name: string, type: string): string =>
  `query List($filter: ${type}Filter, $orderBy: ${type}Order!, $first: Int!, $after: String) {
    ${name}(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }
    }
  }`;

/** A page of complaints, ids only. */
export const COMPLAINT_LIST = page('complaints', 'Complaint');
/** A page of mediations, ids only. */
export const MEDIATION_LIST = page('mediations', 'Mediation');

/** What a walk over all pages found. */
export interface Walk {
  readonly ids: readonly string[];
  readonly sizes: readonly number[];
  readonly totals: readonly (number | null)[];
  /** The instant of the walk; the same on every page. */
  readonly at: string;
  /** Most rounds that a page took. */
  readonly rounds: number;
}

/**
 * Follows `endCursor` to the end. Fails when an answer has errors, a page contradicts its own pageInfo, or the instant
 * changes on the way.
 * @param between called after every page
 */
export async function walk(
  hub: TestHub,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<Walk> {
  const ids: string[] = [];
  const sizes: number[] = [];
  const totals: (number | null)[] = [];
  let after: string | null = null;
  let at: string | undefined;
  let rounds = 0;
  for (;;) {
    const answer = await hub.query(document, { ...variables, after }, { 'x-lienthong-explain': '1' });
    expect(answer.errors).toEqual([]);
    const [connection] = Object.values(answer.data) as [ConnectionAnswer];
    const { edges, pageInfo } = connection;
    expect(answer.at).toBe(at ?? answer.at);
    expect(pageInfo).toMatchObject({
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    at = answer.at;
    rounds = Math.max(rounds, ...answer.rounds);
    ids.push(...edges.map(({ node }) => node.id));
    sizes.push(edges.length);
    totals.push(connection.totalCount);
    if (!pageInfo.hasNextPage) return { ids, sizes, totals, at, rounds };
    expect(edges.length).toBeGreaterThan(0);
    await between(sizes.length);
    after = pageInfo.endCursor;
  }
}
