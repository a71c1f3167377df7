import { jest } from '@jest/globals';
import type { Federation } from '../../shared/config/federation.ts';
import { startHub, type TestHub } from './hub.ts';
import { federationFile, readFederation } from './test-federation.ts';
import { UnitDatabases } from './unit-databases.ts';

/** Numbers of units that every law is shown over, with the time zone of each: one has days that begin on half hours, and summer time. */
const SPLITS = [
  { units: 1, timeZone: 'Asia/Ho_Chi_Minh' },
  { units: 2, timeZone: 'America/St_Johns' },
  { units: 8, timeZone: 'Asia/Ho_Chi_Minh' },
  { units: 34, timeZone: 'Asia/Ho_Chi_Minh' },
] as const;

const PROPERTY_TIMEOUT_MS = 900_000;

/** A running federation of a property test. */
export interface Split {
  readonly hub: TestHub;
  readonly federation: Federation;
  readonly databases: UnitDatabases;
  /** Unit codes that filters ask for: a few of those there are. */
  readonly someUnits: readonly string[];
}

/**
 * Declares tests that hold over 1, 2, 8 and 34 units, each over a gateway, units and databases of its own.
 * @param most leaves out what has more units
 */
export function overShards(declare: (split: () => Split) => void, most = Number.POSITIVE_INFINITY): void {
  jest.setTimeout(PROPERTY_TIMEOUT_MS);
  const databases = new UnitDatabases();
  describe.each(SPLITS.filter(({ units }) => units <= most))('over $units units', ({ units, timeZone }) => {
    let split: Split | undefined;
    beforeAll(async () => {
      const federation = readFederation(federationFile({ units, timeZone }));
      const hub = await startHub(federation, databases);
      split = { hub, federation: hub.federation, databases, someUnits: federation.units.slice(0, 6).map(({ code }) => code) };
    });
    afterAll(() => split?.hub[Symbol.asyncDispose]());
    declare(() => {
      if (split === undefined) throw new Error('the hub did not start');
      return split;
    });
  });
}
