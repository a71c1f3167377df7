import fc from 'fast-check';
import { holds } from '../kit/holds.ts';
import type { Split } from '../kit/over-shards.ts';
import { mediationFilter } from '../kit/questions.ts';
import { draft, split as splitRows } from '../kit/worlds.ts';
import { listComplaints, listMediations } from '../oracle/lists.ts';
import { MEDIATION_FIELDS, mediationsOf, showMediation } from '../oracle/shown.ts';
import { contactStatistics, mediationStatistics } from '../oracle/small-statistics.ts';

const WITH_MEDIATIONS = `query WithMediations($first: Int!) {
  complaints(first: $first) { edges { node { id originId mediations { ${MEDIATION_FIELDS} } } } }
}`;
const MEDIATION_STATISTICS = `query MediationStatistics($filter: MediationFilter, $groupBy: [MediationDimension!]!) {
  mediationStatistics(filter: $filter, groupBy: $groupBy) {
    total { opened closed settled performed settledAmount }
    groups { id measures { opened closed settled performed settledAmount } }
  }
}`;
const CONTACT_STATISTICS = `query ContactStatistics($from: Date!, $to: Date!, $groupBy: [ContactDimension!]!) {
  contactStatistics(from: $from, to: $to, groupBy: $groupBy) {
    total { received answered advised } groups { id measures { received answered advised } }
  }
}`;
const DAYS = ['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01', '2025-08-01'];

/** What associations and intakes hold, over shards, is that of one database. */
export function associationLaws(split: () => Split): void {
  describe('what associations and intakes hold is that of one database', () => {
    test('the mediations of every complaint of a page', async () => {
      const { hub, federation, databases } = split();
      await holds(
        fc.asyncProperty(draft({ complaints: 30, mediations: 40 }), fc.integer({ min: 1, max: 40 }), async (rows, first) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          const answer = await hub.query(WITH_MEDIATIONS, { first });
          expect(answer.errors).toEqual([]);
          const { edges } = answer.data.complaints as { edges: { node: unknown }[] };
          const order = { field: 'RECEIVED_AT', direction: 'DESC' } as const;
          const expected = listComplaints(hub.oracle, world.complaints, {}, order, answer.at).slice(0, first);
          expect(edges.map(({ node }) => node)).toEqual(
            expected.map(({ id, originId }) => ({ id, originId, mediations: mediationsOf(world.mediations, originId).map(showMediation) })),
          );
        }),
        5,
      );
    });

    test('mediations as they were recorded', async () => {
      const { hub, federation, databases } = split();
      const document = `{ mediations(first: 200) { edges { node { ${MEDIATION_FIELDS} } } } }`;
      await holds(
        fc.asyncProperty(draft({ complaints: 20, mediations: 40 }), async (rows) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          const answer = await hub.query(document);
          expect(answer.errors).toEqual([]);
          const { edges } = answer.data.mediations as { edges: { node: unknown }[] };
          const expected = listMediations(world.mediations, {}, { field: 'OPENED_AT', direction: 'DESC' });
          expect(edges.map(({ node }) => node)).toEqual(expected.map(showMediation));
        }),
        2,
      );
    });

    test('statistics of mediations', async () => {
      const { hub, federation, databases, someUnits } = split();
      const question = fc.record({
        filter: mediationFilter(someUnits),
        groupBy: fc.uniqueArray(fc.constantFrom('UNIT' as const, 'METHOD' as const, 'OUTCOME' as const, 'MONTH' as const), { maxLength: 3 }),
      });
      await holds(
        fc.asyncProperty(draft({ complaints: 10, mediations: 50 }), fc.array(question, { minLength: 8, maxLength: 8 }), async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const { filter, groupBy } of asked) {
            const answer = await hub.query(MEDIATION_STATISTICS, { filter, groupBy });
            const expected = mediationStatistics(world.mediations, filter, groupBy, federation.timeZone, answer.at);
            expect({ filter, groupBy, errors: answer.errors, ...answer.data }).toEqual({
              filter,
              groupBy,
              errors: [],
              mediationStatistics: expected,
            });
          }
        }),
        4,
      );
    });

    test('statistics of contacts', async () => {
      const { hub, federation, databases } = split();
      const question = fc.record({
        period: fc.tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS)).map(([a, b]) => (a <= b ? [a, b] : [b, a])),
        groupBy: fc.uniqueArray(fc.constantFrom('UNIT' as const, 'CHANNEL' as const, 'MONTH' as const), { maxLength: 3 }),
      });
      await holds(
        fc.asyncProperty(draft({ complaints: 0, contacts: 60 }), fc.array(question, { minLength: 8, maxLength: 8 }), async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const { period, groupBy } of asked) {
            const [from = '', to = ''] = period;
            const answer = await hub.query(CONTACT_STATISTICS, { from, to, groupBy });
            const expected = contactStatistics(world.contacts, from, to, groupBy);
            expect({ from, to, groupBy, errors: answer.errors, ...answer.data }).toEqual({
              from,
              to,
              groupBy,
              errors: [],
              contactStatistics: expected,
            });
          }
        }),
        4,
      );
    });
  });
}
