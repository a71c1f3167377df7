import type { Federation } from '../../shared/config/federation.ts';
import { contractServer, type FaultReporter, graphqlRoute } from '../../shared/subgraph-kit/graphql-route.ts';
import { type RunningServer, serve } from '../../shared/subgraph-kit/http-server.ts';
import type { RouteHandler } from '../../shared/subgraph-kit/route.ts';
import { registryContract } from './schema/contract.ts';
import type { RegistryContext } from './schema/registry-resolver.ts';
import { Registry } from './service/registry.ts';

/** Path of the registry on its server. */
export const REGISTRY_PATH = '/registry';

/** What the registry needs to be served. */
export interface RegistryOptions {
  readonly federation: Federation;
  readonly onFault?: FaultReporter;
}

/** The route of the registry, `/registry`, for a server that it may share. Everything is answered from memory. */
export async function registryRoutes({ federation, onFault }: RegistryOptions): Promise<ReadonlyMap<string, RouteHandler>> {
  const registry = new Registry(federation);
  const { schema } = await registryContract();
  const server = await contractServer<RegistryContext>(schema, onFault);
  return new Map([[REGISTRY_PATH, graphqlRoute(server, federation.referenceVersion, ({ requestId }) => ({ requestId, registry }))]]);
}

/**
 * Serves the registry of a federation at `/registry`. Port 0 takes a free one.
 * @throws OperatorError PORT_IN_USE
 */
export async function startRegistry(options: RegistryOptions & { readonly host: string; readonly port: number }): Promise<RunningServer> {
  return serve({ host: options.host, port: options.port, routes: await registryRoutes(options) });
}
