import { type FieldNode, Kind, type OperationDefinitionNode, type VariableDefinitionNode } from 'graphql';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { MissingReason } from '../completeness.ts';
import type { ExplainedPart } from '../explain.ts';
import type { JsonObject } from '../gather/sourced.ts';
import type { Run } from '../run.ts';
import { scatter } from '../scatter.ts';
import { fieldNode, variableArgument } from '../selection.ts';
import { ownVariable, shardDocument } from '../shard-document.ts';
import type { Shard } from '../topology.ts';
import type { NestedPage } from './nested-connections.ts';

/** An entity with pages under way. */
export interface PageHolder {
  readonly representation: JsonObject;
  readonly pages: readonly NestedPage[];
}

/** A shard that owed rows of an entity and did not give them. */
export interface RefillFailure {
  readonly holder: PageHolder;
  readonly shard: Shard;
  readonly reason: MissingReason;
}

/** What the second round of nested pages is about. */
export interface Refill {
  readonly run: Run;
  readonly contract: Contract;
  readonly fetch: OperationDefinitionNode;
  readonly typeName: string;
  readonly at: string;
  /** Stages of the plan that wait for this. */
  readonly after: number;
  readonly explain: ExplainedPart | undefined;
}

interface Owed {
  readonly holder: PageHolder;
  readonly page: NestedPage;
  readonly size: number;
  readonly after: string | null;
}

/** Round two of all nested pages at once: one request to each shard that owes rows, one aliased `_entities` per page. */
export async function refill(refilling: Refill, holders: readonly PageHolder[]): Promise<RefillFailure[]> {
  const { run, contract, at, after, explain } = refilling;
  const owed = new Map<Shard, Owed[]>();
  for (const holder of holders) {
    for (const page of holder.pages) {
      for (const { shard, size, after: cursor } of page.owed()) owed.set(shard, [...(owed.get(shard) ?? []), { holder, page, size, after: cursor }]);
    }
  }
  const asks = [...owed].map(([shard, pages]) => ({ shard, body: requestBody(refilling, pages) }));
  const round = {
    run,
    at,
    number: 2,
    milliseconds: run.budget.forStage(after + 1),
    sameReference: false,
    contract: contract.name,
    isRowError: () => false,
    rowsIn: (data: JsonObject) => Object.keys(data).length,
    explain,
  };
  const answers = await scatter(round, asks);
  return answers.flatMap((answer) =>
    (owed.get(answer.shard) ?? []).flatMap(({ holder, page }, index): RefillFailure[] => {
      const object = answer.kind === 'data' ? (answer.data[`__x${index}`] as (JsonObject | null)[] | null)?.[0] : undefined;
      if (object && page.take(answer.shard, object)) return [];
      return [{ holder, shard: answer.shard, reason: answer.kind === 'missing' ? answer.reason : 'INVALID' }];
    }),
  );
}

function requestBody({ run, fetch, typeName }: Refill, owed: readonly Owed[]): string {
  const own: VariableDefinitionNode[] = [];
  const values: JsonObject = {};
  const selections = owed.map(({ holder, page, size, after }, index): FieldNode => {
    own.push(ownVariable(`__r${index}`, '[_Any!]!'), ownVariable(`__f${index}`, 'Int!'), ownVariable(`__a${index}`, 'String'));
    Object.assign(values, { [`__r${index}`]: [holder.representation], [`__f${index}`]: size, [`__a${index}`]: after });
    const below = page.connection.laterRound(`__f${index}`, `__a${index}`);
    return fieldNode(
      `__x${index}`,
      '_entities',
      [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
          selectionSet: { kind: Kind.SELECTION_SET, selections: [below] },
        },
      ],
      [variableArgument('representations', `__r${index}`)],
    );
  });
  return shardDocument(fetch, selections, own).body(run.variables, values);
}
