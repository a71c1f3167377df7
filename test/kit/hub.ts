import { startGateway } from '../../gateway/app.ts';
import type { Federation } from '../../shared/config/federation.ts';
import { startRegistry } from '../../subgraphs/registry/app.ts';
import { startUnits } from '../../subgraphs/unit/app.ts';
import type { OracleFederation } from '../oracle/rows.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { oracleFederation } from './test-federation.ts';
import type { UnitDatabases } from './unit-databases.ts';

/** An error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** `extensions.completeness` of an answer or of one of its fields. */
export interface Completeness {
  readonly policy: string;
  readonly expected: readonly string[];
  readonly asked: readonly string[];
  readonly live: readonly string[];
  readonly replica: readonly string[];
  readonly missing: readonly { readonly unit: string; readonly reason: string; readonly lastSeen: string | null }[];
  readonly notConnected: readonly string[];
  readonly outsidePeriod: readonly { readonly unit: string; readonly coveredFrom: string | null; readonly coveredTo: string | null }[];
  readonly confirmedZero: readonly { readonly unit: string; readonly from: string; readonly to: string }[];
  readonly asOf: string;
  readonly coverage: number | null;
  readonly fields: Readonly<Record<string, Completeness>>;
}

/** One part of `extensions.explain`. */
export interface ExplainedPart {
  readonly field: string;
  readonly contract: string;
  readonly rule: string;
  readonly rounds: number;
  readonly rowsFetched: number;
  readonly shards: readonly { readonly unit: string; readonly round: number; readonly rows: number; readonly state: string }[];
}

/** What a question was answered. */
export interface HubAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** Empty when there are none. */
  readonly errors: readonly AnswerError[];
  readonly completeness: Completeness | undefined;
  readonly explain: { readonly parts: readonly ExplainedPart[] } | undefined;
  /** The instant of the operation. */
  readonly at: string;
  /** Rounds of every part, when they were asked for. */
  readonly rounds: readonly number[];
  readonly milliseconds: number;
}

/** A gateway with its registry and its units, over real HTTP. */
export interface TestHub extends AsyncDisposable {
  /** With the addresses in force. */
  readonly federation: Federation;
  readonly oracle: OracleFederation;
  /** Stands between the gateway and the units. */
  readonly proxy: FaultProxy;
  /** Address of `/graphql`. */
  readonly url: string;
  query(document: string, variables?: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Promise<HubAnswer>;
}

/** What a hub may do otherwise. */
export interface HubOptions {
  /** Addresses of databases in place of the units' own. */
  readonly gone?: Readonly<Record<string, string>>;
}

/** Starts units, registry and gateway of a federation; every port is a free one. */
export async function startHub(federation: Federation, databases: UnitDatabases, { gone = {} }: HubOptions = {}): Promise<TestHub> {
  await using stack = new AsyncDisposableStack();
  const at = { host: '127.0.0.1', port: 0 };
  const configs = (await databases.configs(federation)).map((config) => ({ ...config, databaseUrl: gone[config.unit] ?? config.databaseUrl }));
  const units = await startUnits({ ...at, federation, units: configs });
  stack.defer(() => units.close());
  const proxy = stack.use(await faultProxy(units));
  const registry = await startRegistry({ ...at, federation });
  stack.defer(() => registry.close());
  const joined = withAddresses(federation, proxy.endpoint, `${registry.url}/registry`);
  const gateway = await startGateway({ ...at, federation: joined });
  stack.defer(() => gateway.close());
  const parts = stack.move();
  const url = `${gateway.url}/graphql`;
  return {
    federation: joined,
    oracle: oracleFederation(federation),
    proxy,
    url,
    query: (document, variables = {}, headers = {}) => ask(url, document, variables, headers),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

function withAddresses(federation: Federation, endpoint: string, registry: string): Federation {
  const { registry: contract, ...others } = federation.contracts;
  return { ...federation, endpoint, contracts: contract === undefined ? others : { ...others, registry: { ...contract, url: registry } } };
}

/** Posts one GraphQL request. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<HubAnswer> {
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as {
    data?: Record<string, unknown> | null;
    errors?: AnswerError[];
    extensions?: { completeness?: Completeness; explain?: HubAnswer['explain'] };
  };
  const { completeness, explain } = body.extensions ?? {};
  return {
    status: response.status,
    data: body.data ?? {},
    errors: body.errors ?? [],
    completeness,
    explain,
    at: completeness?.asOf ?? '',
    rounds: explain?.parts.map(({ rounds }) => rounds) ?? [],
    milliseconds: performance.now() - started,
  };
}
