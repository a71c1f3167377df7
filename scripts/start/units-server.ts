import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadFederation } from '../../shared/config/federation.ts';
import { loadUnitConfig } from '../../shared/config/unit.ts';
import { type RunningServer, serve } from '../../shared/subgraph-kit/http-server.ts';
import { registryRoutes } from '../../subgraphs/registry/app.ts';
import { unitRoutes } from '../../subgraphs/unit/app.ts';

/** What {@link startUnitsServer} serves. */
export interface UnitsServerOptions {
  /** Federation file. */
  readonly federation: string;
  /** Directory with one file for each unit. */
  readonly units: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Serves all units of a directory and the registry from one process and port.
 * @throws OperatorError PORT_IN_USE, CONFIG_INVALID, UNIT_UNKNOWN_TO_FEDERATION, CONTRACT_NOT_SERVED
 */
export async function startUnitsServer(options: UnitsServerOptions): Promise<RunningServer> {
  const federation = loadFederation(options.federation);
  const files = readdirSync(options.units).filter((name) => name.endsWith('.yaml'));
  const units = await unitRoutes({ federation, units: files.sort().map((name) => loadUnitConfig(join(options.units, name))) });
  const routes = new Map([...units.routes, ...(await registryRoutes({ federation }))]);
  const server = await serve({ host: options.host, port: options.port, routes });
  return {
    ...server,
    close: async () => {
      await server.close();
      await units.close();
    },
  };
}
