import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { Federation } from '../../shared/config/federation.ts';
import { holds } from '../kit/holds.ts';
import { startHub, type TestHub } from '../kit/hub.ts';
import { INSTANTS, VALUES } from '../kit/records.ts';
import { federationFile, readFederation } from '../kit/test-federation.ts';
import { UnitDatabases } from '../kit/unit-databases.ts';
import { draft, split } from '../kit/worlds.ts';
import { unitOf } from '../oracle/rows.ts';
import { complaintNow, complaintsAbout, showTrader } from '../oracle/traders.ts';

const PROPERTY_TIMEOUT_MS = 300_000;
const COMPLAINT = 'query Now($id: ID!) { complaint(id: $id) { id unit { code } transfer { to { id receivedAt } from { id status } } } }';
const TRADER = `query Trader($id: ID!, $orderBy: ComplaintOrder!) {
  trader(id: $id) { id name identifierKind statistics { received open settled }
    complaints(first: 20, orderBy: $orderBy) { totalCount edges { node { id receivedAt } } } }
}`;
const PAGE = `query Page($id: ID!, $orderBy: ComplaintOrder!, $after: String) {
  trader(id: $id) { complaints(first: 3, orderBy: $orderBy, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id status } } } }
}`;
const ORDER = { field: 'UPDATED_AT', direction: 'ASC' } as const;

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

/** The gateway's clock stands at instants that transfers carry, to the millisecond, one before and one after. */
describe('a transfer between units counts once, at instants before it takes effect, at it and after it', () => {
  jest.setTimeout(PROPERTY_TIMEOUT_MS);
  const databases = new UnitDatabases();
  let federation: Federation;
  let hub: TestHub;
  let now = Date.parse(INSTANTS[0]);

  beforeAll(async () => {
    federation = readFederation(federationFile({ units: 4 }));
    hub = await startHub(federation, databases, { gateway: { clock: () => now } });
  });

  const moments = fc.uniqueArray(fc.tuple(fc.constantFrom(...INSTANTS), fc.constantFrom(-1, 0, 1)), { minLength: 4, maxLength: 4 });

  test('as the complaint found by either id, with both ends', async () => {
    await holds(
      fc.asyncProperty(draft({ complaints: 40 }), moments, async (rows, asked) => {
        const world = split(rows, federation);
        await databases.fill(federation, world);
        const row = (id: string | null) => world.complaints.find((candidate) => candidate.id === id);
        for (const [instant, offset] of asked) {
          now = Date.parse(instant) + offset;
          for (const { id } of world.complaints.filter(({ transfer }) => transfer !== null).slice(0, 6)) {
            const answer = await hub.query(COMPLAINT, { id });
            const found = complaintNow(world.complaints, id, answer.at);
            const [to, from] = [row(found?.transfer?.toId ?? null), row(found?.transfer?.fromId ?? null)];
            const ends = { to: to ? { id: to.id, receivedAt: to.receivedAt } : null, from: from ? { id: from.id, status: from.status } : null };
            const shown = found && { id: found.id, unit: { code: unitOf(found.id) }, transfer: found.transfer && ends };
            expect({ at: answer.at, id, errors: answer.errors, ...answer.data }).toEqual({ at: answer.at, id, errors: [], complaint: shown });
          }
        }
      }),
      4,
    );
  });

  test('as a complaint about its traders', async () => {
    await holds(
      fc.asyncProperty(draft({ complaints: 20 }), moments, async (rows, asked) => {
        const world = split(rows, federation);
        await databases.fill(federation, world);
        for (const [instant, offset] of asked) {
          now = Date.parse(instant) + offset;
          for (const id of VALUES.traders) {
            const answer = await hub.query(TRADER, { id, orderBy: ORDER });
            const about = complaintsAbout(hub.oracle, world.complaints, id, {}, ORDER, answer.at);
            const edges = about.slice(0, 20).map((node) => ({ node: { id: node.id, receivedAt: node.receivedAt } }));
            const facts = showTrader(world.complaints, id, answer.at);
            const shown = facts && { ...facts, complaints: { totalCount: about.length, edges } };
            expect({ at: answer.at, errors: answer.errors, ...answer.data }).toEqual({ at: answer.at, errors: [], trader: shown });
          }
        }
      }),
      4,
    );
  });

  test('and stays where it was for a walk that has begun', async () => {
    await holds(
      fc.asyncProperty(draft({ complaints: 40 }), moments, async (rows, asked) => {
        const world = split(rows, federation);
        await databases.fill(federation, world);
        const clocks = asked.map(([instant, offset]) => Date.parse(instant) + offset).sort((a, b) => a - b);
        for (const id of VALUES.traders) {
          const ids: string[] = [];
          now = clocks[0] ?? now;
          const at = new Date(now).toISOString().replace('Z', '000Z');
          const expected = complaintsAbout(hub.oracle, world.complaints, id, {}, ORDER, at).map((row) => row.id);
          for (let [page, after]: [number, string | null] = [1, null]; ids.length < expected.length; page++) {
            const answer = await hub.query(PAGE, { id, orderBy: ORDER, after });
            const { complaints } = answer.data.trader as { complaints: Page };
            ids.push(...complaints.edges.map(({ node }) => node.id));
            expect({ at, page, total: complaints.totalCount, ids }).toEqual({ at, page, total: expected.length, ids: expected.slice(0, page * 3) });
            expect(complaints.pageInfo.hasNextPage).toBe(ids.length < expected.length);
            after = complaints.pageInfo.endCursor;
            now = clocks[Math.min(page, clocks.length - 1)] ?? now;
          }
        }
      }),
      4,
    );
  });
});
