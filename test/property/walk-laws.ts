import fc from 'fast-check';
import type { ComplaintRecord } from '../../shared/domain/records.ts';
import { COMPLAINT_LIST, type ConnectionAnswer, MEDIATION_LIST, walk } from '../kit/connections.ts';
import { holds } from '../kit/holds.ts';
import type { Split } from '../kit/over-shards.ts';
import { complaintFilter, mediationFilter, ORDERS } from '../kit/questions.ts';
import { INSTANTS } from '../kit/records.ts';
import { draft, split as splitRows, type World } from '../kit/worlds.ts';
import { listComplaints, listMediations } from '../oracle/lists.ts';

/** A change between two pages: rows put in, or rows whose instants and amounts change. */
const change = fc.record({
  insert: fc.nat(5),
  update: fc.array(fc.record({ row: fc.nat(), updatedAt: fc.constantFrom(...INSTANTS), resolvedAt: fc.constantFrom(null, ...INSTANTS) }), {
    maxLength: 3,
  }),
});

const VALUES = {
  RECEIVED_AT: 'receivedAt',
  UPDATED_AT: 'updatedAt',
  RESOLVED_AT: 'resolvedAt',
  CLAIMED_AMOUNT: 'claimedAmount',
} as const;

/** Walks over shards. */
export function walkLaws(split: () => Split): void {
  describe('a walk over shards', () => {
    test('gives every row whose order value did not change exactly once and in order, whatever is put in or changed between pages', async () => {
      const { hub, federation, databases } = split();
      const changes = fc.array(change, { minLength: 6, maxLength: 6 });
      await holds(
        fc.asyncProperty(
          draft({ complaints: 40 }),
          draft({ complaints: 30 }),
          changes,
          fc.constantFrom(...ORDERS),
          async (first, later, plan, orderBy) => {
            const world = splitRows(first, federation);
            await databases.fill(federation, world);
            const arriving = splitRows(later, federation).complaints.map((row) => ({ ...row, id: `${row.id}new`, transfer: null }));
            const state = new Map(world.complaints.map((row) => [row.id, row]));
            const moved = new Set<string>();
            const found = await walk(hub, COMPLAINT_LIST, { filter: {}, orderBy, first: 5 }, async (page) => {
              const { insert = 0, update = [] } = plan[page % plan.length] ?? {};
              const changes = update.flatMap(({ row, ...values }) => changedRow(world, state, row, values));
              const changed = [...new Map(changes.map((row) => [row.id, row])).values()];
              for (const row of changed) if (row[VALUES[orderBy.field]] !== state.get(row.id)?.[VALUES[orderBy.field]]) moved.add(row.id);
              const upserted = [...arriving.splice(0, insert), ...changed];
              for (const row of upserted) state.set(row.id, row);
              await databases.upsert(federation, upserted);
            });
            const lasting = (id: string): boolean => !moved.has(id);
            const before = listComplaints(hub.oracle, world.complaints, {}, orderBy, found.at).map(({ id }) => id);
            const known = new Set(world.complaints.map(({ id }) => id));
            expect(found.ids.filter((id) => known.has(id) && lasting(id))).toEqual(before.filter(lasting));
          },
        ),
        3,
      );
    });

    test('may go on from every edge, with any page size', async () => {
      const { hub, federation, databases, someUnits } = split();
      await holds(
        fc.asyncProperty(
          draft({ complaints: 60 }),
          complaintFilter(someUnits),
          fc.constantFrom(...ORDERS),
          fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 200 })), { minLength: 6, maxLength: 6 }),
          async (rows, filter, orderBy, places) => {
            const world = splitRows(rows, federation);
            await databases.fill(federation, world);
            const whole = await hub.query(COMPLAINT_LIST, { filter, orderBy, first: 200 });
            const { edges } = whole.data.complaints as ConnectionAnswer;
            const expected = listComplaints(hub.oracle, world.complaints, filter, orderBy, whole.at).map(({ id }) => id);
            expect(edges.map(({ node }) => node.id)).toEqual(expected);
            for (const [place, first] of edges.length > 0 ? places : []) {
              const index = place % edges.length;
              const rest = await hub.query(COMPLAINT_LIST, { filter, orderBy, first, after: edges[index]?.cursor });
              const page = rest.data.complaints as ConnectionAnswer;
              expect(page.edges.map(({ node }) => node.id)).toEqual(expected.slice(index + 1, index + 1 + first));
              expect(page.pageInfo.hasNextPage).toBe(index + 1 + first < expected.length);
              expect(page.totalCount).toBe(expected.length);
            }
          },
        ),
        3,
      );
    });

    test('over mediations holds them all in both orders', async () => {
      const { hub, federation, databases, someUnits } = split();
      await holds(
        fc.asyncProperty(
          draft({ complaints: 5, mediations: 40 }),
          mediationFilter(someUnits),
          fc.integer({ min: 1, max: 9 }),
          async (rows, filter, first) => {
            const world = splitRows(rows, federation);
            await databases.fill(federation, world);
            for (const field of ['OPENED_AT', 'CLOSED_AT'] as const) {
              for (const direction of ['ASC', 'DESC'] as const) {
                const found = await walk(hub, MEDIATION_LIST, { filter, orderBy: { field, direction }, first });
                const expected = listMediations(world.mediations, filter, { field, direction }).map(({ id }) => id);
                expect(found.ids).toEqual(expected);
                expect(new Set(found.totals)).toEqual(new Set([expected.length]));
              }
            }
          },
        ),
        3,
      );
    });
  });
}

/** A row of the first world with other values, still at its unit. */
function changedRow(
  world: World,
  state: ReadonlyMap<string, ComplaintRecord>,
  place: number,
  values: { readonly updatedAt: string; readonly resolvedAt: string | null },
): ComplaintRecord[] {
  const id = world.complaints[place % Math.max(1, world.complaints.length)]?.id;
  const row = id === undefined ? undefined : state.get(id);
  return row === undefined ? [] : [{ ...row, ...values }];
}
