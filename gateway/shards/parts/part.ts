import { type FieldNode, type GraphQLField, getArgumentValues, type OperationDefinitionNode } from 'graphql';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { MissingReason } from '../completeness.ts';
import { FieldAccount, type Policy } from '../completeness.ts';
import type { JsonObject } from '../gather/sourced.ts';
import { addError, type Run } from '../run.ts';
import type { ShardAnswer } from '../scatter.ts';
import type { SelectedField } from '../selection.ts';
import type { Targets } from '../targets.ts';

/** A compiled part of a planner's fetch: what is asked of shards for one root field, or one list of entities. */
export interface Part {
  /** Rounds of requests that wait for each other, at most. */
  readonly stages: number;
  /**
   * Asks, gathers and writes the result (or null and errors) into the run. Rejects only for faults of ours.
   * @param after stages of the plan that wait for this part
   */
  execute(run: Run, after: number): Promise<void>;
}

/** What is known of a root field when it is compiled. */
export interface RootField {
  readonly contract: Contract;
  readonly fetch: OperationDefinitionNode;
  readonly field: SelectedField;
  readonly definition: GraphQLField<unknown, unknown>;
}

/** The field's coerced arguments, defaults filled in. */
export const argumentsOf = ({ definition, field }: RootField, run: Run): JsonObject =>
  getArgumentValues(definition, field.node as FieldNode, run.variables);

/** Opens the account of a root field in the run. */
export function openAccount(run: Run, root: RootField, targets: Targets, at: string, defaultPolicy: Policy['require']): FieldAccount {
  const key = root.field.responseKey;
  const policy = run.policies.get(key) ?? { require: defaultPolicy, share: 1 };
  const account = new FieldAccount(run.topology, root.contract.name, policy, targets, at);
  run.accounts.set(key, account);
  return account;
}

/** Books the answers of one round. */
export function book(account: FieldAccount, answers: readonly ShardAnswer[]): void {
  for (const answer of answers) {
    if (answer.kind === 'data') account.answered(answer.shard.unit);
    else account.miss(account.contract, answer.shard.unit, answer.kind === 'missing' ? answer.reason : 'ERROR');
  }
}

/** Names units with their reasons, for a message. */
export const namesOf = (missing: readonly { readonly unit: string; readonly reason: MissingReason }[]): string =>
  missing.map(({ unit, reason }) => `${unit} (${reason})`).join(', ');

/** Whether the field may be given; if not it becomes null with an error that says why. */
export function mayBeGiven(run: Run, key: string, account: FieldAccount): boolean {
  const verdict = account.verdict();
  if (verdict === 'MET') return true;
  const { missing, coverage, asked, outsidePeriod } = account.report();
  run.data[key] = null;
  if (verdict === 'NO_ANSWER') {
    const why =
      asked.length > 0 ? `missing: ${namesOf(missing)}` : outsidePeriod.length > 0 ? 'no unit has records of this period' : 'no unit is connected';
    addError(run, 'NO_ANSWER', `no unit answered; ${why}`, [key], { missing });
  } else {
    const { require, share } = account.policy;
    const wanted = require === 'ALL' ? 'all connected units' : `units with ${share * 100} % of the known rows`;
    const had = coverage === null ? '' : `, the answer covers ${Math.round(coverage * 1000) / 10} %`;
    addError(run, 'INCOMPLETE', `${require} asks for ${wanted}${had}; missing: ${namesOf(missing)}`, [key], { missing, coverage });
  }
  return false;
}
