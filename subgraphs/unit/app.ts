import type { Federation } from '../../shared/config/federation.ts';
import type { UnitConfig } from '../../shared/config/unit.ts';
import { type Instant, instantFromMillis } from '../../shared/domain/instant.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { errorRegistry } from '../../shared/errors/registry.ts';
import type { ContractSchema } from '../../shared/subgraph-kit/contract-schema.ts';
import { contractServer, type FaultReporter, graphqlRoute } from '../../shared/subgraph-kit/graphql-route.ts';
import { HttpFault } from '../../shared/subgraph-kit/http-fault.ts';
import { reportFault, serve } from '../../shared/subgraph-kit/http-server.ts';
import type { RouteHandler } from '../../shared/subgraph-kit/route.ts';
import { complaintsContract } from './schema/complaints/contract.ts';
import { linksContract } from './schema/links/contract.ts';
import { mediationContract } from './schema/mediation/contract.ts';
import type { UnitContext } from './service/unit-context.ts';
import { Unit } from './unit.ts';

/** What units need to be served. */
export interface UnitsOptions {
  readonly units: readonly UnitConfig[];
  readonly federation: Federation;
  /** Used only where a request names no instant. */
  readonly clock?: () => Instant;
  readonly onFault?: FaultReporter;
}

/** Routes of units by path `/{unit}/{contract}`, for a server of one's own (the registry may share it). */
export interface UnitRoutes {
  readonly routes: ReadonlyMap<string, RouteHandler>;
  /** Closes the databases' connections. */
  close(): Promise<void>;
}

/** Units that listen. */
export interface RunningUnits {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Contracts this program can serve, by name. */
export const unitContracts: Readonly<Record<string, () => ContractSchema>> = {
  complaints: complaintsContract,
  links: linksContract,
  mediation: mediationContract,
};

/**
 * The routes of units. Opens no port and no connection before the first request.
 * @throws OperatorError UNIT_UNKNOWN_TO_FEDERATION, CONTRACT_NOT_SERVED
 */
export async function unitRoutes({ units: configs, federation, clock = systemClock, onFault = reportFault }: UnitsOptions): Promise<UnitRoutes> {
  const units = configs.map((config) => new Unit(config, federation));
  const served = new Set(units.flatMap(({ contracts }) => contracts));
  const servers = new Map(
    await Promise.all(
      [...served].map(async (name) => {
        const contract = unitContracts[name];
        if (contract === undefined) throw new OperatorError('CONTRACT_NOT_SERVED', `this program does not serve the contract ${name}`);
        return [name, await contractServer<UnitContext>(contract().schema, onFault)] as const;
      }),
    ),
  );
  const routes = new Map<string, RouteHandler>();
  for (const unit of units) {
    for (const contract of unit.contracts) {
      const server = servers.get(contract);
      if (server === undefined) continue;
      const context = ({ at, requestId }: Parameters<RouteHandler>[0]): UnitContext => ({ unit, contract, at: at ?? clock(), requestId });
      routes.set(
        `/${unit.code}/${contract}`,
        whenReady(
          unit,
          onFault,
          graphqlRoute<UnitContext>(server, () => unit.referenceVersion, context),
        ),
      );
    }
  }
  return {
    routes,
    close: async () => {
      await Promise.all([...servers.values()].map((server) => server.stop()));
      await Promise.all(units.map(({ database }) => database.close()));
    },
  };
}

const systemClock = (): Instant => instantFromMillis(Date.now());

/** Answers 503 while the unit's database is not to be had or is another's; asks it again with every request. */
function whenReady(unit: Unit, onFault: FaultReporter, route: RouteHandler): RouteHandler {
  return async (request) => {
    try {
      await unit.ready();
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      onFault(error, request.requestId);
      return new HttpFault(503, error.code, errorRegistry[error.code].meaning).response();
    }
    return route(request);
  };
}

/**
 * Serves units at `/{unit}/{contract}`. A database that cannot be reached makes its unit answer 503 DATABASE_UNAVAILABLE,
 * others go on.
 * @throws OperatorError PORT_IN_USE, UNIT_UNKNOWN_TO_FEDERATION, CONTRACT_NOT_SERVED
 */
export async function startUnits(options: UnitsOptions & { readonly host: string; readonly port: number }): Promise<RunningUnits> {
  const units = await unitRoutes(options);
  const { host, port, onFault } = options;
  try {
    const server = await serve({ host, port, routes: units.routes, ...(onFault ? { onFault } : {}) });
    return {
      url: server.url,
      port: server.port,
      close: async () => {
        await server.close();
        await units.close();
      },
    };
  } catch (error) {
    await units.close();
    throw error;
  }
}
