import fc from 'fast-check';
import { COMPLAINT_LIST, type ConnectionAnswer, walk } from '../kit/connections.ts';
import { holds } from '../kit/holds.ts';
import type { Split } from '../kit/over-shards.ts';
import { CONDITIONS, complaintFilter, filterBy, ORDERS, pageSize, withOffset } from '../kit/questions.ts';
import { draft, split as splitRows } from '../kit/worlds.ts';
import { listComplaints } from '../oracle/lists.ts';
import { COMPLAINT_FIELDS, showComplaint } from '../oracle/shown.ts';

const WALKS = 4;

/** Lists of complaints over shards are the lists of one database. */
export function listLaws(split: () => Split): void {
  describe('a list of complaints over shards is the list of one database', () => {
    test('page by page to the end, in every order, with ties and without values', async () => {
      const { hub, federation, databases, someUnits } = split();
      const question = fc.record({ filter: complaintFilter(someUnits), orderBy: fc.constantFrom(...ORDERS), first: pageSize });
      const questions = fc.array(question, { minLength: WALKS, maxLength: WALKS });
      await holds(
        fc.asyncProperty(draft({ complaints: 50 }), questions, async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const { filter, orderBy, first } of asked) {
            const pages = await walk(hub, COMPLAINT_LIST, { filter, orderBy, first });
            const expected = listComplaints(hub.oracle, world.complaints, filter, orderBy, pages.at);
            expect(pages.ids).toEqual(expected.map(({ id }) => id));
            expect(pages.sizes.slice(0, -1)).toEqual(pages.sizes.slice(0, -1).map(() => first));
            expect(new Set(pages.totals)).toEqual(new Set([expected.length]));
            expect(pages.rounds).toBeLessThanOrEqual(2);
          }
        }),
        4,
      );
    });

    test('with rows as they were recorded', async () => {
      const { hub, federation, databases } = split();
      const document = `query Rows($orderBy: ComplaintOrder!) { complaints(orderBy: $orderBy, first: 200) { edges { node { ${COMPLAINT_FIELDS} } } } }`;
      await holds(
        fc.asyncProperty(draft({ complaints: 40 }), fc.constantFrom(...ORDERS), async (rows, orderBy) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          const answer = await hub.query(document, { orderBy });
          expect(answer.errors).toEqual([]);
          const { edges } = answer.data.complaints as { edges: { node: Record<string, unknown> }[] };
          const expected = listComplaints(hub.oracle, world.complaints, {}, orderBy, answer.at);
          expect(edges.map(({ node }) => sorted(node))).toEqual(expected.map((row) => sorted(showComplaint(hub.oracle, row, answer.at))));
        }),
        3,
      );
    });

    test('under every condition of the filter', async () => {
      const { hub, federation, databases, someUnits } = split();
      const filters = fc.tuple(...CONDITIONS.map((condition) => filterBy(condition, someUnits)));
      await holds(
        fc.asyncProperty(draft({ complaints: 40 }), filters, fc.integer({ min: -9, max: 9 }), async (rows, asked, hours) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const filter of asked) {
            const orderBy = { field: 'UPDATED_AT', direction: 'ASC' } as const;
            const answer = await hub.query(COMPLAINT_LIST, { filter: inZone(filter, hours), orderBy, first: 200 });
            expect(answer.errors).toEqual([]);
            const { edges, totalCount } = answer.data.complaints as ConnectionAnswer;
            const expected = listComplaints(hub.oracle, world.complaints, filter, orderBy, answer.at).map(({ id }) => id);
            expect({ filter, ids: edges.map(({ node }) => node.id), totalCount }).toEqual({ filter, ids: expected, totalCount: expected.length });
          }
        }),
        3,
      );
    });
  });
}

/** Steps and behaviours of a row in an order of their own, since the graph promises none. */
function sorted(node: Record<string, unknown>): Record<string, unknown> {
  const by = (list: unknown, name: string): unknown[] =>
    [...(list as Record<string, string>[])].sort((a, b) => ((a[name] ?? '') < (b[name] ?? '') ? -1 : 1));
  return { ...node, steps: by(node.steps, 'step'), behaviours: by(node.behaviours, 'code') };
}

/** The same instants as another zone writes them. */
function inZone<T extends object>(filter: T, hours: number): unknown {
  return JSON.parse(JSON.stringify(filter), (_, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? withOffset(value, hours) : value,
  );
}
