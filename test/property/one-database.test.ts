import { overShards } from '../kit/over-shards.ts';
import { listLaws } from './list-laws.ts';
import { associationLaws } from './mediation-laws.ts';
import { statisticsLaws } from './statistics-laws.ts';
import { walkLaws } from './walk-laws.ts';

/** The one-database law. All in one file, because making 34 databases takes longer than most of these tests. */
overShards((split) => {
  listLaws(split);
  walkLaws(split);
  statisticsLaws(split);
  associationLaws(split);
});
