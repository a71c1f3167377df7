import type { Federation } from '../../shared/config/federation.ts';
import type { UnitConfig } from '../../shared/config/unit.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { FaultReporter } from '../../shared/subgraph-kit/graphql-route.ts';
import type { RouteHandler } from '../../shared/subgraph-kit/http-server.ts';

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

/**
 * The routes of units. Opens no port and no connection before the first request.
 * @throws OperatorError UNIT_UNKNOWN_TO_FEDERATION, CONTRACT_NOT_SERVED
 */
export async function unitRoutes(options: UnitsOptions): Promise<UnitRoutes> {
  throw new Error(`not built: ${options.units.length}`);
}

/**
 * Serves units at `/{unit}/{contract}`. A database that cannot be reached makes its unit answer 503 DATABASE_UNAVAILABLE,
 * others go on.
 * @throws OperatorError PORT_IN_USE, UNIT_UNKNOWN_TO_FEDERATION, CONTRACT_NOT_SERVED
 */
export async function startUnits(options: UnitsOptions & { readonly host: string; readonly port: number }): Promise<RunningUnits> {
  throw new Error(`not built: ${options.units.length}`);
}
