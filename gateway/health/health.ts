import type { UnitCode } from '../../shared/domain/ids.ts';
import type { StatusBoard } from '../shards/status-board.ts';
import type { Topology } from '../shards/topology.ts';

/** How many of something there are, and how many answered when they were last asked. */
export interface UpAndKnown {
  readonly up: number;
  readonly known: number;
}

/** The body of `/readyz`. */
export interface Readiness {
  readonly status: 'starting' | 'ready';
  readonly federation: string;
  /** Connected units; one is up when all its shards are. */
  readonly units: UpAndKnown;
  /** Shards by contract. */
  readonly contracts: Readonly<Record<string, UpAndKnown>>;
  /** Units that are not up, in order of code. */
  readonly down: readonly UnitCode[];
}

/**
 * What of the units answers, as the status poller last saw it. Ready as soon as every shard was asked once, whatever it answered.
 * @param contracts those whose shards are asked for their status
 */
export function readiness(federation: string, contracts: readonly string[], topology: Topology, board: StatusBoard, asked: boolean): Readiness {
  const known = new Set<UnitCode>();
  const down = new Set<UnitCode>();
  const counts: Record<string, UpAndKnown> = {};
  for (const contract of contracts) {
    const units = topology.shards(contract).map(({ unit }) => unit);
    const absent = units.filter((unit) => !board.isUp(contract, unit));
    for (const unit of units) known.add(unit);
    for (const unit of absent) down.add(unit);
    counts[contract] = { up: units.length - absent.length, known: units.length };
  }
  return {
    status: asked ? 'ready' : 'starting',
    federation,
    units: { up: known.size - down.size, known: known.size },
    contracts: counts,
    down: [...down].sort(),
  };
}
