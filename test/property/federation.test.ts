import fc from 'fast-check';
import { type FederationCase, federationCase } from '../kit/federation-case.ts';
import { errorPlaces } from '../kit/federation-errors.ts';
import { type Asked, randomOperation } from '../kit/federation-operations.ts';
import { Tape, tape } from '../kit/federation-tape.ts';
import { holds } from '../kit/holds.ts';

const USUAL_RUNS = 60;
const TIMEOUT_MS = 3_600_000;
/** Part of the generated splits that may not compose: those are skipped, and many would mean that little is tested. */
const MAY_NOT_COMPOSE = 0.05;
/** Part of the operations for which the planner may make no plan for reasons it is known for; see {@link isKnownRefusal}. */
const MAY_BE_REFUSED = 0.03;

/** What became of a run of the property. */
interface Tally {
  federations: number;
  operations: number;
  /** Messages of compositions that failed. */
  readonly uncomposed: string[];
  /** Messages of plans that were not made. */
  readonly refused: string[];
}

/**
 * `@graphql-hive/router-query-planner` 0.0.38 makes no plan for some fields with `@requires` that stand below another field of the
 * same subgraph, nor for some interfaces in fields of value types when subgraphs know different fields of them. Both depend on
 * the operation as much as on the schema, so such operations are counted instead of kept from being made.
 */
const isKnownRefusal = (message: string): boolean =>
  /Path '.*' cannot be found in selection set of type|No paths found for selection item/.test(message);

/** @returns what the gateway and the oracle say, or the known refusal of the planner */
async function compare(world: FederationCase, asked: Asked): Promise<{ given: unknown; expected: unknown } | string> {
  const given = await world.gateway(asked);
  const [error] = given.errors ?? [];
  if (error?.extensions?.code === 'PLANNING_FAILED' && isKnownRefusal(error.message)) return error.message;
  const expected = await world.oracle(asked);
  const subgraphs = world.subgraphs.map(({ sdl }) => sdl);
  return {
    given: { ...asked, subgraphs, data: given.data, errors: errorPlaces(given), messages: given.data === undefined ? given.errors : undefined },
    expected: { ...asked, subgraphs, data: expected.data, errors: errorPlaces(expected) },
  };
}

describe('a federation', () => {
  test(
    'answers as graphql-js answers over one merged schema',
    async () => {
      const tally: Tally = { federations: 0, operations: 0, uncomposed: [], refused: [] };
      await holds(
        fc.asyncProperty(
          fc.record({ schema: tape(160), split: tape(160), data: tape(600) }),
          fc.array(tape(160), { minLength: 1, maxLength: 8, size: 'max' }),
          async (tapes, operations) => {
            tally.federations += 1;
            const world = federationCase(tapes);
            if (!('gateway' in world)) {
              tally.uncomposed.push(world.join('; '));
              return;
            }
            for (const bytes of operations) {
              tally.operations += 1;
              const compared = await compare(
                world,
                randomOperation(world.apiSchema, bytes, (row) => new Tape(row)),
              );
              if (typeof compared === 'string') tally.refused.push(compared);
              else expect(compared.given).toEqual(compared.expected);
            }
          },
        ),
        USUAL_RUNS,
      );
      // One is always allowed, so that a short run does not fail for the one case in a hundred.
      const within = (list: readonly string[], part: number, all: number): boolean => list.length <= Math.max(1, part * all);
      expect({ ...tally, composed: within(tally.uncomposed, MAY_NOT_COMPOSE, tally.federations) }).toEqual({ ...tally, composed: true });
      expect({ ...tally, planned: within(tally.refused, MAY_BE_REFUSED, tally.operations) }).toEqual({ ...tally, planned: true });
    },
    TIMEOUT_MS,
  );
});
