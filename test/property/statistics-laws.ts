import fc from 'fast-check';
import { holds } from '../kit/holds.ts';
import type { Split } from '../kit/over-shards.ts';
import { statisticsQuestion } from '../kit/questions.ts';
import { DIMENSIONS_OF_GROUPS, STATISTICS } from '../kit/statistics.ts';
import { draft, split as splitRows } from '../kit/worlds.ts';
import type { OracleFederation } from '../oracle/rows.ts';
import { complaintStatistics, type Dimension, type StatisticsInput } from '../oracle/statistics.ts';

const QUESTIONS = 12;

/** Statistics of complaints over shards are those of one database. */
export function statisticsLaws(split: () => Split): void {
  describe('complaint statistics over shards are those of one database', () => {
    test('in every measure, grouping, date basis and kind of boundaries', async () => {
      const { hub, federation, databases, someUnits } = split();
      const questions = fc.array(statisticsQuestion(someUnits), { minLength: QUESTIONS, maxLength: QUESTIONS });
      await holds(
        fc.asyncProperty(draft({ complaints: 50 }), questions, async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const question of asked) {
            const answer = await hub.query(STATISTICS, { ...question });
            const expected = complaintStatistics(hub.oracle, world.complaints, question, answer.at);
            expect({ question, errors: answer.errors, ...answer.data }).toEqual({ question, errors: [], complaintStatistics: expected });
          }
        }),
        6,
      );
    });

    test('with dimensions that say what the id of the group says, and nothing else', async () => {
      const { hub, federation, databases, someUnits } = split();
      const questions = fc.array(statisticsQuestion(someUnits), { minLength: QUESTIONS, maxLength: QUESTIONS });
      await holds(
        fc.asyncProperty(draft({ complaints: 40 }), questions, async (rows, asked) => {
          await databases.fill(federation, splitRows(rows, federation));
          for (const question of asked) {
            const answer = await hub.query(DIMENSIONS_OF_GROUPS, { ...question });
            expect(answer.errors).toEqual([]);
            const { groups } = answer.data.complaintStatistics as { groups: { id: string; dimensions: unknown }[] };
            expect(groups).toEqual(groups.map(({ id }) => ({ id, dimensions: dimensionsOf(hub.oracle, question, JSON.parse(id)) })));
          }
        }),
        2,
      );
    });
  });
}

const FIELDS: Readonly<Record<Dimension, string>> = {
  PROVINCE: 'province',
  UNIT: 'unit',
  UNIT_KIND: 'unitKind',
  SECTOR: 'sector',
  BEHAVIOUR: 'behaviour',
  KIND: 'kind',
  PROCEDURE: 'procedure',
  CHANNEL: 'channel',
  STATUS: 'status',
  OUTCOME: 'outcome',
  PLATFORM: 'platform',
  TRANSACTION_TYPE: 'transactionType',
  MONTH: 'month',
  QUARTER: 'quarter',
  YEAR: 'year',
};
const NAMED: readonly Dimension[] = ['UNIT', 'SECTOR', 'BEHAVIOUR'];

/** The dimensions of a group as the graph shows them, from the values in its id. */
function dimensionsOf(federation: OracleFederation, { groupBy, boundaries }: StatisticsInput, values: readonly unknown[]): Record<string, unknown> {
  const none = Object.fromEntries([...Object.values(FIELDS), 'provinceRecorded'].map((field) => [field, null]));
  const shown = groupBy.map((dimension, index) => {
    const value = values[index] ?? null;
    if (dimension === 'PROVINCE') return provinceShown(federation, boundaries, String(value));
    if (value === null || !NAMED.includes(dimension)) return { [FIELDS[dimension]]: value };
    const name = dimension === 'UNIT' ? value : federation.codeNames.get(String(value));
    return { [FIELDS[dimension]]: { code: value, name } };
  });
  return Object.assign({}, none, ...shown) as Record<string, unknown>;
}

function provinceShown({ provinces }: OracleFederation, boundaries: StatisticsInput['boundaries'], id: string): Record<string, unknown> {
  const [code = '', validTo = null] = id.split('@');
  const former = provinces.find(({ formedFrom }) => formedFrom.some((old) => old.code === code && old.effectiveTo === validTo));
  const today = validTo === null ? provinces.find((province) => province.code === code) : former;
  const name = today?.formedFrom.find((old) => old.code === code && old.effectiveTo === validTo)?.name ?? today?.name;
  const province = { province: { code: today?.code, name: today?.name } };
  return boundaries === 'CURRENT' ? province : { ...province, provinceRecorded: { id, code, name, validTo } };
}
