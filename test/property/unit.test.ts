import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { Federation } from '../../shared/config/federation.ts';
import { startUnits } from '../../subgraphs/unit/app.ts';
import { ask, type HubAnswer } from '../kit/ask.ts';
import { COMPLAINT_LIST, type ConnectionAnswer } from '../kit/connections.ts';
import { holds } from '../kit/holds.ts';
import { complaintFilter, ORDERS, statisticsQuestion } from '../kit/questions.ts';
import { INSTANTS } from '../kit/records.ts';
import { STATISTICS } from '../kit/statistics.ts';
import { federationFile, oracleFederation, readFederation } from '../kit/test-federation.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { draft, split } from '../kit/worlds.ts';
import { listComplaints } from '../oracle/lists.ts';
import { unitOf } from '../oracle/rows.ts';
import { complaintStatistics } from '../oracle/statistics.ts';

const PROPERTY_TIMEOUT_MS = 300_000;

/** The gateway takes its own instant, so what happens exactly at an instant that rows carry is shown at one unit. */
describe('one unit, asked as of an instant that rows carry', () => {
  jest.setTimeout(PROPERTY_TIMEOUT_MS);
  const databases = new UnitDatabases();
  let federation: Federation;
  let query: (document: string, variables: Readonly<Record<string, unknown>>, at: string) => Promise<HubAnswer>;
  const unit = 'A1';

  beforeAll(async () => {
    federation = readFederation(federationFile({ units: 3 }));
    const [config] = await databases.configs(federation);
    if (config === undefined) throw new Error('no unit');
    const units = await startUnits({ units: [config], federation, host: '127.0.0.1', port: 0 });
    databases.usedBy({ [Symbol.asyncDispose]: () => units.close() });
    query = (document, variables, at) => ask(`${units.url}/${unit}/complaints`, document, variables, { 'x-lienthong-at': at });
  });

  const own = fc.tuple(draft({ complaints: 60 }), fc.constantFrom(...INSTANTS));

  test('counts what the oracle counts', async () => {
    await holds(
      fc.asyncProperty(own, fc.array(statisticsQuestion([unit, 'AB']), { minLength: 15, maxLength: 15 }), async ([rows, at], asked) => {
        const world = split(rows, federation);
        await databases.fill(federation, world);
        const mine = world.complaints.filter(({ id }) => unitOf(id) === unit);
        for (const question of asked) {
          const answer = await query(STATISTICS, { ...question }, at);
          const expected = complaintStatistics(oracleFederation(federation), mine, question, at);
          const { complaintStatistics: given } = answer.data as { complaintStatistics?: { groups: { id: string }[] } };
          // A unit gives its groups in any order; the gateway sorts them.
          const groups = [...(given?.groups ?? [])].sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
          expect({ at, question, errors: answer.errors, ...given, groups }).toEqual({ at, question, errors: [], ...expected });
        }
      }),
      6,
    );
  });

  test('lists what the oracle lists', async () => {
    await holds(
      fc.asyncProperty(own, fc.array(complaintFilter([unit, 'AB']), { minLength: 8, maxLength: 8 }), async ([rows, at], filters) => {
        const world = split(rows, federation);
        await databases.fill(federation, world);
        const mine = world.complaints.filter(({ id }) => unitOf(id) === unit);
        for (const [index, filter] of filters.entries()) {
          const orderBy = ORDERS[index % ORDERS.length] ?? ({ field: 'RECEIVED_AT', direction: 'ASC' } as const);
          const answer = await query(COMPLAINT_LIST, { filter, orderBy, first: 200 }, at);
          const { edges, totalCount } = answer.data.complaints as ConnectionAnswer;
          const expected = listComplaints(oracleFederation(federation), mine, filter, orderBy, at).map(({ id }) => id);
          expect({ at, filter, ids: edges.map(({ node }) => node.id), totalCount }).toEqual({
            at,
            filter,
            ids: expected,
            totalCount: expected.length,
          });
        }
      }),
      6,
    );
  });
});
