import { overShards } from '../kit/over-shards.ts';
import { traderLaws } from './trader-laws.ts';

/** Traders and transfers over units: at most 8, since every trader is asked of every unit. */
overShards(traderLaws, 8);
