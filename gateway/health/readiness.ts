import type { RouteHandler } from '../../shared/subgraph-kit/http-server.ts';

/** How far the gateway is. */
export interface Readiness {
  /** Whether every shard was asked once since the start. */
  readonly ready: boolean;
  readonly graph: string;
  readonly shards: number;
  /** Shards that ever said their status. */
  readonly known: number;
}

/** `/readyz`: 200 once requests can be answered as well as they ever will, 503 before. */
export function readinessRoute(readiness: () => Readiness): RouteHandler {
  return async () => {
    const now = readiness();
    return { status: now.ready ? 200 : 503, headers: {}, body: JSON.stringify(now) };
  };
}
