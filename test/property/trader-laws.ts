import fc from 'fast-check';
import { holds } from '../kit/holds.ts';
import type { Split } from '../kit/over-shards.ts';
import { complaintFilter, ORDERS } from '../kit/questions.ts';
import { VALUES } from '../kit/records.ts';
import { draft, split as splitRows } from '../kit/worlds.ts';
import { listComplaints } from '../oracle/lists.ts';
import { complaintNow, complaintsAbout, showTrader } from '../oracle/traders.ts';

const FACTS = 'id name identifierKind statistics { received open settled }';
const TRADER = `query Trader($id: ID!, $filter: ComplaintFilter, $orderBy: ComplaintOrder!, $first: Int!, $after: String) {
  trader(id: $id) { ${FACTS} complaints(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { id status } } } }
}`;
const NESTED = `query Nested($first: Int!, $below: Int!, $filter: ComplaintFilter, $orderBy: ComplaintOrder!) {
  complaints(first: $first) { edges { node { id respondents { role trader { ${FACTS} complaints(first: $below, filter: $filter, orderBy: $orderBy) {
    totalCount pageInfo { hasNextPage } edges { node { id receivedAt } } } } } } } }
}`;
const ENDS = '{ complaints(first: 200) { edges { node { id transfer { id to { id receivedAt } from { id status } } } } } }';
const NEWEST = { field: 'RECEIVED_AT', direction: 'DESC' } as const;

interface Answered {
  readonly [fact: string]: unknown;
  readonly complaints: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string | null };
    readonly edges: readonly { readonly node: { readonly id: string } }[];
  };
}

/** What crosses units is that of one database. */
export function traderLaws(split: () => Split): void {
  describe('what complaints of several units have in common is that of one database', () => {
    test('a trader with the complaints about it, page by page to the end', async () => {
      const { hub, federation, databases, someUnits } = split();
      const question = fc.record({
        filter: complaintFilter(someUnits),
        orderBy: fc.constantFrom(...ORDERS),
        first: fc.constantFrom(1, 2, 3, 7, 20),
        id: fc.constantFrom(...VALUES.traders),
      });
      await holds(
        fc.asyncProperty(draft({ complaints: 50 }), fc.array(question, { minLength: 4, maxLength: 4 }), async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const { id, filter, orderBy, first } of asked) {
            const ids: string[] = [];
            for (let after: string | null = null; ; ) {
              const answer = await hub.query(TRADER, { id, filter, orderBy, first, after });
              const shown = showTrader(world.complaints, id, answer.at);
              expect(answer.errors).toEqual([]);
              const found = answer.data.trader as Answered | null;
              if (found === null || shown === null) {
                expect({ id, found }).toEqual({ id, found: shown });
                break;
              }
              const { complaints, ...facts } = found;
              expect(facts).toEqual(shown);
              const expected = complaintsAbout(hub.oracle, world.complaints, id, filter, orderBy, answer.at);
              const page = expected.slice(ids.length, ids.length + first).map(({ id: row, status }) => ({ id: row, status }));
              expect({ filter, orderBy, total: complaints.totalCount, page: complaints.edges.map(({ node }) => node) }).toEqual({
                filter,
                orderBy,
                total: expected.length,
                page,
              });
              ids.push(...page.map((row) => row.id));
              expect(complaints.pageInfo).toMatchObject({ hasNextPage: ids.length < expected.length, hasPreviousPage: after !== null });
              after = complaints.pageInfo.endCursor;
              if (!complaints.pageInfo.hasNextPage) break;
            }
          }
        }),
        3,
      );
    });

    test('the traders of every complaint of a page, each with complaints of its own', async () => {
      const { hub, federation, databases, someUnits } = split();
      const question = fc.record({
        first: fc.integer({ min: 1, max: 15 }),
        below: fc.integer({ min: 1, max: 20 }),
        filter: complaintFilter(someUnits),
        orderBy: fc.constantFrom(...ORDERS),
      });
      await holds(
        fc.asyncProperty(draft({ complaints: 40 }), fc.array(question, { minLength: 3, maxLength: 3 }), async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const { first, below, filter, orderBy } of asked) {
            const answer = await hub.query(NESTED, { first, below, filter, orderBy });
            expect({ filter, errors: answer.errors }).toEqual({ filter, errors: [] });
            const about = (trader: string): unknown => {
              const all = complaintsAbout(hub.oracle, world.complaints, trader, filter, orderBy, answer.at);
              const edges = all.slice(0, below).map(({ id, receivedAt }) => ({ node: { id, receivedAt } }));
              return { totalCount: all.length, pageInfo: { hasNextPage: all.length > below }, edges };
            };
            const expected = listComplaints(hub.oracle, world.complaints, {}, NEWEST, answer.at).slice(0, first);
            const { edges } = answer.data.complaints as { edges: { node: unknown }[] };
            expect(edges.map(({ node }) => node)).toEqual(
              expected.map(({ id, respondents }) => ({
                id,
                respondents: respondents.map(({ role, traderId }) => ({
                  role,
                  trader: { ...showTrader(world.complaints, traderId, answer.at), complaints: about(traderId) },
                })),
              })),
            );
          }
        }),
        3,
      );
    });

    test('both ends of every transfer', async () => {
      const { hub, federation, databases } = split();
      await holds(
        fc.asyncProperty(draft({ complaints: 60 }), async (rows) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          const answer = await hub.query(ENDS);
          expect(answer.errors).toEqual([]);
          const row = (id: string | null | undefined) => world.complaints.find((candidate) => candidate.id === id);
          const expected = listComplaints(hub.oracle, world.complaints, {}, NEWEST, answer.at).map(({ id, transfer }) => {
            const [to, from] = [row(transfer?.toId), row(transfer?.fromId)];
            const ends = { to: to ? { id: to.id, receivedAt: to.receivedAt } : null, from: from ? { id: from.id, status: from.status } : null };
            return { id, transfer: transfer === null ? null : { id, ...ends } };
          });
          const { edges } = answer.data.complaints as { edges: { node: unknown }[] };
          expect(edges.map(({ node }) => node)).toEqual(expected);
        }),
        3,
      );
    });

    test('a complaint by any id it ever had', async () => {
      const { hub, federation, databases } = split();
      await holds(
        fc.asyncProperty(draft({ complaints: 30 }), async (rows) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const { id } of world.complaints.filter(({ transfer }) => transfer !== null).slice(0, 12)) {
            const answer = await hub.query('query ($id: ID!) { complaint(id: $id) { id status unit { code } } }', { id });
            const now = complaintNow(world.complaints, id, answer.at);
            const shown = now === null ? null : { id: now.id, status: now.status, unit: { code: now.id.slice(0, now.id.indexOf('/')) } };
            expect({ id, errors: answer.errors, ...answer.data }).toEqual({ id, errors: [], complaint: shown });
          }
        }),
        3,
      );
    });
  });
}
