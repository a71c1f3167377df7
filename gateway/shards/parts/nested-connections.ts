import { type FieldNode, type GraphQLObjectType, getArgumentValues, getNamedType, isObjectType, type VariableDefinitionNode } from 'graphql';
import { MAX_NESTED_PAGE_SIZE } from '../../../shared/paging/limits.ts';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { JsonObject, Sourced } from '../gather/sourced.ts';
import { expectedShares, firstRoundSize, secondRoundSizes } from '../page.ts';
import type { Path, Run } from '../run.ts';
import { fieldNode, type SelectedField, variableArgument } from '../selection.ts';
import { ownVariable } from '../shard-document.ts';
import type { Shard } from '../topology.ts';
import { type ConnectionQuestion, readQuestion, shardCursor } from './connection-question.ts';
import { type Row, type RowReader, readRows, rowReader } from './connection-rows.ts';
import { type ConnectionSelection, compileConnection } from './connection-selection.ts';
import { showPage } from './connection-show.ts';

/** One connection field of an entity that is gathered. */
export interface NestedConnection {
  readonly responseKey: string;
  /** Variables of ours for `first` and `after` in round one. */
  readonly own: readonly VariableDefinitionNode[];
  /** What to select on the entity in round one. */
  readonly firstRound: FieldNode;
  /** The same for a later round, with variables of its own. */
  laterRound(first: string, after: string): FieldNode;
  /**
   * @param at instant of a walk that begins here
   * @throws CallerError PAGE_SIZE, CURSOR_DAMAGED, CURSOR_FOREIGN
   */
  question(run: Run, at: string): ConnectionQuestion;
  /** Values of the variables of round one, by shard. */
  sizes(run: Run, question: ConnectionQuestion, shards: readonly Shard[]): readonly JsonObject[];
  readonly reader: RowReader;
  readonly selection: ConnectionSelection;
}

/** Compiles a CONNECTION field of an entity type; `index` keeps the variables of several apart. */
export function nestedConnection(contract: Contract, type: GraphQLObjectType, field: SelectedField, index: number): NestedConnection {
  const definition = type.getFields()[field.name];
  const connectionType = getNamedType(definition?.type);
  if (definition === undefined || !isObjectType(connectionType)) throw new Error(`${contract.name}: ${type.name}.${field.name} is no connection`);
  const selection = compileConnection(contract, connectionType, field.selections);
  const [first, after] = [`__first${index}`, `__after${index}`];
  const kept = (field.node.arguments ?? []).filter(({ name }) => name.value !== 'first' && name.value !== 'after');
  const node = (selections: ConnectionSelection['firstRound'], sizeName: string, afterName: string): FieldNode =>
    fieldNode(field.responseKey, field.name, selections, [...kept, variableArgument('first', sizeName), variableArgument('after', afterName)]);
  return {
    responseKey: field.responseKey,
    own: [ownVariable(first, 'Int!'), ownVariable(after, 'String')],
    firstRound: node(selection.firstRound, first, after),
    laterRound: (sizeName, afterName) => node(selection.laterRounds, sizeName, afterName),
    question: (run, at) => {
      const args = getArgumentValues(definition, field.node, run.variables);
      return readQuestion(`${type.name}.${field.name}`, args, MAX_NESTED_PAGE_SIZE, at);
    },
    sizes: (run, question, shards) => {
      const shares = expectedShares(shards.map(({ unit }) => run.topology.status(contract.name, unit)?.rows));
      const cursor = question.after === undefined ? null : shardCursor(question, question.after);
      return shares.map((share) => ({ [first]: firstRoundSize(question.size, share), [after]: cursor }));
    },
    reader: rowReader(contract, connectionType, field.responseKey, selection),
    selection,
  };
}

/** A shard of one entity's page with what it gave. */
interface Member {
  readonly shard: Shard;
  rows: Row[];
  hasMore: boolean;
}

/** The page of one entity under way. */
export class NestedPage {
  readonly #members: Member[] = [];

  constructor(
    readonly connection: NestedConnection,
    readonly question: ConnectionQuestion,
    readonly path: Path,
  ) {}

  /** Takes what a shard gave; false when it breaks the contract. */
  take(shard: Shard, data: JsonObject): boolean {
    const known = this.#members.find((member) => member.shard === shard);
    const after = known?.rows.at(-1) ?? this.question.after;
    const given = readRows(this.connection.reader, { shard, data, rowErrors: [] }, this.question.direction, after);
    if (given === undefined) return false;
    if (known === undefined) this.#members.push({ shard, rows: [...given.rows], hasMore: given.hasMore });
    else {
      known.rows.push(...given.rows);
      known.hasMore = given.hasMore;
    }
    return true;
  }

  /** Shards that may owe rows, with how many and after which. */
  owed(): readonly { readonly shard: Shard; readonly size: number; readonly after: string | null }[] {
    const sizes = secondRoundSizes(this.#members, this.question.size, this.question.direction);
    return this.#members.flatMap(({ shard, rows }, index) => {
      const size = sizes[index] ?? 0;
      const last = rows.at(-1) ?? this.question.after;
      return size > 0 ? [{ shard, size, after: last === undefined ? null : shardCursor(this.question, last) }] : [];
    });
  }

  /** The page as selected, totals from the objects of round one. */
  show(run: Run, objects: readonly Sourced<JsonObject>[]): JsonObject {
    const { selection, responseKey } = this.connection;
    const page = showPage(run, selection, this.question, this.#members, [], this.path);
    if (selection.gathered === undefined) return page;
    const totals = selection.gathered.assemble(objects.map(({ unit, value }) => ({ unit, value: value[responseKey] as JsonObject })));
    return { ...page, ...totals };
  }
}
