import fc from 'fast-check';
import { overShards } from '../kit/over-shards.ts';
import { statisticsQuestion } from '../kit/questions.ts';
import { runs } from '../kit/runs.ts';
import { STATISTICS } from '../kit/statistics.ts';
import { draft, split as splitRows } from '../kit/worlds.ts';
import { complaintStatistics } from '../oracle/statistics.ts';

const QUESTIONS = 12;

describe('complaint statistics over shards are those of one database', () => {
  overShards((split) => {
    test('in every measure, grouping, date basis and kind of boundaries', async () => {
      const { hub, federation, databases, someUnits } = split();
      const questions = fc.array(statisticsQuestion(someUnits), { minLength: QUESTIONS, maxLength: QUESTIONS });
      await fc.assert(
        fc.asyncProperty(draft({ complaints: 50 }), questions, async (rows, asked) => {
          const world = splitRows(rows, federation);
          await databases.fill(federation, world);
          for (const question of asked) {
            const answer = await hub.query(STATISTICS, { ...question });
            const expected = complaintStatistics(hub.oracle, world.complaints, question, answer.at);
            expect({ question, errors: answer.errors, ...answer.data }).toEqual({ question, errors: [], complaintStatistics: expected });
          }
        }),
        runs(6),
      );
    });
  });
});
