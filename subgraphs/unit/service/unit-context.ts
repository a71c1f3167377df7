import DataLoader from 'dataloader';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { SubgraphContext } from '../../../shared/subgraph-kit/graphql-route.ts';
import {
  type ComplaintEvent,
  type ComplaintRespondent,
  type ComplaintStep,
  readEvents,
  readRespondents,
  readSteps,
} from '../persistence/complaint-children.ts';
import { type ComplaintPageQuery, readComplaintPages, readComplaintRecords, readComplaintsBy } from '../persistence/complaint-queries.ts';
import type { Complaint } from '../persistence/complaint-rows.ts';
import { type Mediation, readMediationsById, readMediationsOf } from '../persistence/mediation-queries.ts';
import { readTraderCounts, readTraderNames, type TraderCounts, type TraderName } from '../persistence/trader-queries.ts';
import type { Unit } from '../unit.ts';

/** What every resolver of a unit is given: whose records, at which instant. */
export interface UnitContext extends SubgraphContext {
  readonly unit: Unit;
  readonly contract: string;
  readonly at: Instant;
}

/** Reads of one request that are gathered into one statement for each kind. */
export interface Loaders {
  readonly complaint: DataLoader<string, Complaint | null>;
  readonly complaintByOrigin: DataLoader<string, Complaint | null>;
  readonly complaintPage: DataLoader<ComplaintPageQuery, readonly Complaint[]>;
  /** Complaints as they are kept, whether or not they count at the instant. */
  readonly complaintRecord: DataLoader<string, Complaint | null>;
  readonly steps: DataLoader<string, readonly ComplaintStep[]>;
  readonly respondents: DataLoader<string, readonly ComplaintRespondent[]>;
  readonly events: DataLoader<string, readonly ComplaintEvent[]>;
  readonly mediation: DataLoader<string, Mediation | null>;
  readonly mediationsOf: DataLoader<string, readonly Mediation[]>;
  readonly traderCounts: DataLoader<string, TraderCounts | null>;
  readonly traderName: DataLoader<string, TraderName | null>;
}

/** Pages of one statement: planning more at once takes longer than asking again. */
const MOST_PAGES = 32;

const known = new WeakMap<UnitContext, Loaders>();

/** The loaders of a request; no other request shares them. */
export function loadersOf(context: UnitContext): Loaders {
  const loaders = known.get(context) ?? createLoaders(context);
  known.set(context, loaders);
  return loaders;
}

function createLoaders({ unit: { database }, at }: UnitContext): Loaders {
  return {
    complaint: one((ids) => readComplaintsBy(database, 'id', ids, at)),
    complaintByOrigin: one((ids) => readComplaintsBy(database, 'origin_id', ids, at)),
    complaintPage: new DataLoader((queries) => readComplaintPages(database, queries), { maxBatchSize: MOST_PAGES }),
    complaintRecord: one((ids) => readComplaintRecords(database, ids)),
    steps: many((ids) => readSteps(database, ids, at)),
    respondents: many((ids) => readRespondents(database, ids)),
    events: many((ids) => readEvents(database, ids)),
    mediation: one((ids) => readMediationsById(database, ids)),
    mediationsOf: many((ids) => readMediationsOf(database, ids)),
    traderCounts: one((ids) => readTraderCounts(database, ids, at)),
    traderName: one((ids) => readTraderNames(database, ids, at)),
  };
}

type Read<T> = (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;

const one = <T>(read: Read<T>): DataLoader<string, T | null> =>
  new DataLoader(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? null);
  });

const many = <T>(read: Read<readonly T[]>): DataLoader<string, readonly T[]> =>
  new DataLoader(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? []);
  });
