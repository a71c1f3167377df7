import { EXPLAIN_HEADER, REQUEST_ID_HEADER } from '../../shared/contract/headers.ts';
import { OperatorError } from '../../shared/errors/errors.ts';

/** Orders that a walk may take. */
export const WALK_ORDERS = ['RECEIVED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'CLAIMED_AMOUNT'] as const;

/** What to walk over. */
export interface WalkSettings {
  /** Address of `/graphql`. */
  readonly url: string;
  readonly pageSize: number;
  readonly order: (typeof WALK_ORDERS)[number];
  readonly direction: 'ASC' | 'DESC';
  /** Told after every page. */
  readonly onPage?: (rows: number) => void;
}

/** What a walk over all complaints found. */
export interface WalkReport {
  readonly order: string;
  readonly pageSize: number;
  readonly pages: number;
  readonly rows: number;
  /** `totalCount` of the first page. */
  readonly total: number | null;
  /** Ids that came more than once. */
  readonly repeated: readonly string[];
  /** Ids that came before one that goes ahead of them. */
  readonly outOfOrder: readonly string[];
  readonly missingUnits: readonly string[];
  /** Most rounds that a page took. */
  readonly rounds: number;
  readonly rowsFetched: Percentiles;
  readonly milliseconds: Percentiles;
}

/** Over all pages but the last, which is shorter. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

interface Row {
  readonly id: string;
  readonly value: string | null;
}

interface PageAnswer {
  readonly data?: {
    readonly complaints: {
      readonly totalCount?: number | null;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly edges: readonly { readonly node: Row }[];
    } | null;
  };
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions?: {
    readonly completeness?: { readonly missing: readonly { readonly unit: string }[] };
    readonly explain?: { readonly parts: readonly { readonly field: string; readonly rounds: number; readonly rowsFetched: number }[] };
  };
}

const FIELDS = { RECEIVED_AT: 'receivedAt', UPDATED_AT: 'updatedAt', RESOLVED_AT: 'resolvedAt', CLAIMED_AMOUNT: 'claimedAmount' } as const;

/**
 * Walks over all complaints of a running hub, page by page, and says whether every id came once and in order.
 * @throws OperatorError SUBGRAPH_UNAVAILABLE when the hub does not answer or answers with an error
 */
export async function walkComplaints(settings: WalkSettings): Promise<WalkReport> {
  const seen = new Set<string>();
  const [repeated, outOfOrder, missing]: [string[], string[], Set<string>] = [[], [], new Set()];
  const [fetched, took]: [number[], number[]] = [[], []];
  let [last, after, total, rounds, pages]: [Row | undefined, string | null, number | null, number, number] = [undefined, null, null, 0, 0];
  for (;;) {
    const started = performance.now();
    const { page, explained, missingUnits } = await readPage(settings, after);
    took.push(performance.now() - started);
    if (after === null) total = page.totalCount ?? null;
    for (const { node } of page.edges) {
      if (seen.has(node.id)) repeated.push(node.id);
      seen.add(node.id);
      if (last !== undefined && !follows(last, node, settings)) outOfOrder.push(last.id);
      last = node;
    }
    pages++;
    rounds = Math.max(rounds, explained.rounds);
    fetched.push(explained.rowsFetched);
    for (const unit of missingUnits) missing.add(unit);
    settings.onPage?.(seen.size);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  return {
    order: `${settings.order}:${settings.direction}`,
    pageSize: settings.pageSize,
    pages,
    rows: seen.size,
    total,
    repeated,
    outOfOrder,
    missingUnits: [...missing].sort(),
    rounds,
    rowsFetched: percentiles(fetched.slice(0, -1)),
    milliseconds: percentiles(took.slice(0, -1)),
  };
}

/** Rows that the units may be asked for at the 95th percentile of pages, per row of a page; 240 for a page of 50. */
const FETCHED_PER_ROW = 4.8;
/** Every unit gives a row at least, however small the page. */
const SMALLEST_PAGE_MEASURED = 50;

/** Whether a walk found what it must: all rows, each once, in order, from every unit, in two rounds at most and without waste. */
export const walkHolds = ({ pageSize, rows, total, repeated, outOfOrder, missingUnits, rounds, rowsFetched }: WalkReport): boolean =>
  rows === total &&
  repeated.length === 0 &&
  outOfOrder.length === 0 &&
  missingUnits.length === 0 &&
  rounds <= 2 &&
  rowsFetched.p95 <= FETCHED_PER_ROW * Math.max(pageSize, SMALLEST_PAGE_MEASURED);

async function readPage(
  { url, pageSize, order, direction }: WalkSettings,
  after: string | null,
): Promise<{
  page: NonNullable<NonNullable<PageAnswer['data']>['complaints']>;
  explained: { rounds: number; rowsFetched: number };
  missingUnits: string[];
}> {
  // A total costs a count at every unit, so only the first page asks for it.
  const query = `query Walk($first: Int!, $after: String, $total: Boolean!, $orderBy: ComplaintOrder!) {
    complaints(first: $first, after: $after, orderBy: $orderBy) {
      totalCount @include(if: $total) pageInfo { hasNextPage endCursor } edges { node { id value: ${FIELDS[order]} } }
    }
  }`;
  const variables = { first: pageSize, after, total: after === null, orderBy: { field: order, direction } };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [EXPLAIN_HEADER]: '1' },
    body: JSON.stringify({ query, variables }),
  }).catch((cause: unknown) => {
    throw new OperatorError('SUBGRAPH_UNAVAILABLE', `nothing answers at ${url}`, [], { cause });
  });
  const { data, errors, extensions } = (await response.json()) as PageAnswer;
  const page = data?.complaints;
  if (!page) {
    const requestId = response.headers.get(REQUEST_ID_HEADER);
    throw new OperatorError('SUBGRAPH_UNAVAILABLE', `${url} gave no page (request ${requestId})`, errors?.map(({ message }) => message) ?? []);
  }
  const explained = extensions?.explain?.parts.find(({ field }) => field === 'complaints') ?? { rounds: 0, rowsFetched: 0 };
  return { page, explained, missingUnits: extensions?.completeness?.missing.map(({ unit }) => unit) ?? [] };
}

/** Whether a row may come after another: by value, absent ones last in both directions, then by the bytes of the id. */
function follows(a: Row, b: Row, { order, direction }: WalkSettings): boolean {
  if (a.value !== b.value) {
    if (a.value === null || b.value === null) return b.value === null;
    const ascending = order === 'CLAIMED_AMOUNT' ? hundredths(a.value) < hundredths(b.value) : a.value < b.value;
    return direction === 'ASC' ? ascending : !ascending;
  }
  return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) < 0;
}

function hundredths(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
