import { type GatewayOptions, startGateway } from '../../gateway/app.ts';
import type { Log } from '../../gateway/log.ts';
import type { Federation } from '../../shared/config/federation.ts';
import { startRegistry } from '../../subgraphs/registry/app.ts';
import { startUnits } from '../../subgraphs/unit/app.ts';
import type { OracleFederation } from '../oracle/rows.ts';
import { ask, type HubAnswer } from './ask.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';
import { oracleFederation } from './test-federation.ts';
import type { UnitDatabases } from './unit-databases.ts';

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
  readonly gateway?: Partial<GatewayOptions>;
}

/** Units that fail are what tests ask for; only faults of the gateway itself are worth a line. */
const faultsOnly: Log = (level, message, details = {}) => {
  if (level === 'error') process.stderr.write(`${message} ${JSON.stringify(details)}\n`);
};

/** Starts units, registry and gateway of a federation; every port is a free one. Closed with its databases, if not earlier. */
export async function startHub(federation: Federation, databases: UnitDatabases, options: HubOptions = {}): Promise<TestHub> {
  await using stack = new AsyncDisposableStack();
  const at = { host: '127.0.0.1', port: 0 };
  const configs = (await databases.configs(federation)).map((config) => ({
    ...config,
    databaseUrl: options.gone?.[config.unit] ?? config.databaseUrl,
  }));
  const units = await startUnits({ ...at, federation, units: configs });
  stack.defer(() => units.close());
  const proxy = stack.use(await faultProxy(units));
  const registry = await startRegistry({ ...at, federation });
  stack.defer(() => registry.close());
  const joined = withAddresses(federation, proxy.endpoint, `${registry.url}/registry`);
  const gateway = await startGateway({ ...at, federation: joined, log: faultsOnly, ...options.gateway });
  stack.defer(() => gateway.close());
  const parts = stack.move();
  const url = `${gateway.url}/graphql`;
  const hub: TestHub = {
    federation: joined,
    oracle: oracleFederation(federation),
    proxy,
    url,
    query: (document, variables = {}, headers = {}) => ask(url, document, variables, headers),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
  databases.usedBy(hub);
  return hub;
}

function withAddresses(federation: Federation, endpoint: string, registry: string): Federation {
  const { registry: contract, ...others } = federation.contracts;
  return { ...federation, endpoint, contracts: contract === undefined ? others : { ...others, registry: { ...contract, url: registry } } };
}
