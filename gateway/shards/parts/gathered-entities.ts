import type { FieldNode, GraphQLObjectType, OperationDefinitionNode } from 'graphql';
import { parseRowId } from '../../../shared/domain/ids.ts';
import { CallerError } from '../../../shared/errors/errors.ts';
import type { Contract } from '../../supergraph/contract-rules.ts';
import type { MissingReason } from '../completeness.ts';
import type { JsonObject, Sourced } from '../gather/sourced.ts';
import { compileGathered, type GatheredObject } from '../gathered.ts';
import { addCallerError, type Run } from '../run.ts';
import { selectedFields, withSelections } from '../selection.ts';
import type { Shard } from '../topology.ts';
import { type EntityAnswers, entityAsker, instantOf, reportMissing, rootKeyOf } from './ask-entities.ts';
import type { ConnectionQuestion } from './connection-question.ts';
import { type Entity, type EntityPart, fill } from './entities.ts';
import { addMergeError } from './merge-error.ts';
import { type NestedConnection, NestedPage, nestedConnection } from './nested-connections.ts';
import { refill } from './refill.ts';

/** Rules under which measures are added. */
const ADDED = new Set(['MERGE', 'GROUPS', 'SUM']);

interface Compiled {
  readonly contract: Contract;
  readonly fetch: OperationDefinitionNode;
  readonly type: GraphQLObjectType;
  readonly object: GatheredObject;
  readonly connections: readonly NestedConnection[];
  /** Response keys of fields that are gathered: null when a unit is missing. */
  readonly keys: readonly string[];
}

/** An entity whose round one is whole. */
interface Holder {
  readonly entity: Entity;
  readonly representation: JsonObject;
  readonly values: readonly Sourced<JsonObject>[];
  readonly pages: readonly NestedPage[];
}

/** Entities whose fields are gathered over all shards that may hold a part of them, pages of connections included. */
export function gatheredEntities(contract: Contract, fetch: OperationDefinitionNode, field: FieldNode, type: GraphQLObjectType): EntityPart {
  const fields = selectedFields(contract.schema, type, field.selectionSet?.selections ?? []);
  const ruleOf = (name: string): string | undefined => contract.rules.fieldRule(type.name, name)?.rule;
  const plain = fields.filter(({ name }) => ruleOf(name) !== 'CONNECTION').map((item) => withSelections(item, item.selections));
  const connections = fields.filter(({ name }) => ruleOf(name) === 'CONNECTION').map((item, index) => nestedConnection(contract, type, item, index));
  const object = compileGathered(contract, type, plain);
  const compiled: Compiled = {
    contract,
    fetch,
    type,
    object,
    connections,
    keys: fields.filter(({ name }) => name !== '__typename' && ruleOf(name) !== 'KEY').map(({ responseKey }) => responseKey),
  };
  const ask = entityAsker({
    contract,
    fetch,
    typeName: type.name,
    rule: 'ENTITIES',
    sameReference: fields.some(({ name }) => ADDED.has(ruleOf(name) ?? '')),
    selections: [...object.selections, ...connections.map(({ firstRound }) => firstRound)],
    own: connections.flatMap(({ own }) => own),
  });
  const later = connections.length > 0 ? 1 : 0;
  return {
    typeName: type.name,
    stages: 1 + later,
    walkInstant: (run) => walkInstant(connections, run),
    async execute(run, entities, after) {
      const questions = readQuestions(compiled, run, entities);
      if (questions === undefined) return;
      const asked = entities.map((entity) => ({ entity, shards: shardsOf(compiled, run, entity) }));
      const values = sizesOf(compiled, run, questions);
      const answers = await ask(run, asked, { number: 1, ...atInstant(questions), after: after + later, values });
      const holders = answers.flatMap((answer) => holderOf(compiled, run, questions, answer) ?? []);
      await complete(compiled, run, holders, questions[0]?.at ?? run.at, after);
    },
  };
}

/** All connections of an entity are asked about at one instant, with whatever else is asked of it. */
const atInstant = ([question]: readonly ConnectionQuestion[]): { readonly at?: string } => (question === undefined ? {} : { at: question.at });

/** The instant of the walk that a connection goes on with; undefined when none does or a cursor is refused, which `execute` reports. */
function walkInstant(connections: readonly NestedConnection[], run: Run): string | undefined {
  try {
    return connections.map((connection) => connection.question(run, run.at)).find(({ after }) => after !== undefined)?.at;
  } catch (error) {
    if (error instanceof CallerError) return undefined;
    throw error;
  }
}

/** Takes a question in if it is about the same instant as those before: cursors of one entity go on with one walk. */
function addQuestion(questions: ConnectionQuestion[], question: ConnectionQuestion): void {
  const isWalk = ({ after }: ConnectionQuestion): boolean => after !== undefined;
  if (isWalk(question) && questions.some((other) => isWalk(other) && other.at !== question.at)) {
    throw new CallerError('CURSOR_FOREIGN', '`after` comes from a walk of another instant than that of a list beside it');
  }
  questions.push(question);
}

/** Questions of the connections; undefined when the caller's arguments were refused, which is then reported everywhere. */
function readQuestions({ connections, keys }: Compiled, run: Run, entities: readonly Entity[]): ConnectionQuestion[] | undefined {
  const read: ConnectionQuestion[] = [];
  const at = instantOf(run, entities[0]);
  for (const connection of connections) {
    try {
      addQuestion(read, connection.question(run, at));
    } catch (error) {
      if (!(error instanceof CallerError)) throw error;
      for (const { object, path } of entities.flatMap(({ targets }) => targets)) {
        for (const key of keys) object[key] ??= null;
        addCallerError(run, error, [...path, connection.responseKey]);
      }
      return undefined;
    }
  }
  const walk = read.find(({ after }) => after !== undefined)?.at ?? at;
  return read.map((question) => ({ ...question, at: walk }));
}

/** The unit that shards must cover to be asked about the entity; undefined where all are asked. */
function coveredUnit({ contract, type }: Compiled, { representation }: Entity): string | undefined {
  const coveredKey = contract.rules.coveredKey(type.name);
  return coveredKey === undefined ? undefined : (parseRowId(String(representation[coveredKey]))?.unit ?? '');
}

function shardsOf(compiled: Compiled, run: Run, entity: Entity): readonly Shard[] {
  const unit = coveredUnit(compiled, entity);
  const { name } = compiled.contract;
  return unit === undefined ? run.topology.shards(name) : run.topology.covering(name, unit);
}

/** Units that cover the entity and are not connected: they may hold a part of it, so the rest alone would look like all. */
function absentOf(compiled: Compiled, run: Run, entity: Entity): EntityAnswers['missing'] {
  const unit = coveredUnit(compiled, entity);
  if (unit === undefined) return [];
  return run.topology.coveringAbsent(compiled.contract.name, unit).map((code) => ({ unit: code, reason: 'NOT_CONNECTED' }));
}

/** Values of the page-size variables by shard. */
function sizesOf({ contract, connections }: Compiled, run: Run, questions: readonly ConnectionQuestion[]): ReadonlyMap<Shard, JsonObject> {
  const shards = run.topology.shards(contract.name);
  const values = new Map<Shard, JsonObject>(shards.map((shard) => [shard, {}]));
  for (const [index, connection] of connections.entries()) {
    const question = questions[index];
    if (question === undefined) continue;
    for (const [place, sizes] of connection.sizes(run, question, shards).entries()) Object.assign(values.get(shards[place] as Shard) ?? {}, sizes);
  }
  return values;
}

/**
 * An entity with its pages begun; undefined when no shard knows it, and, reported, when a unit that may hold a part of it is
 * missing.
 */
function holderOf(compiled: Compiled, run: Run, questions: readonly ConnectionQuestion[], answer: EntityAnswers): Holder | undefined {
  const { entity } = answer;
  const known = answer.given.filter((item): item is { shard: Shard; value: JsonObject } => item.value !== null);
  const path = entity.targets[0]?.path ?? [];
  const pages = compiled.connections.map((connection, index) => {
    const question = questions[index] as ConnectionQuestion;
    return new NestedPage(connection, question, [...path, connection.responseKey]);
  });
  const broken = known.filter(({ shard, value }) => !pages.every((page) => page.take(shard, value)));
  const missing = [
    ...absentOf(compiled, run, entity),
    ...answer.missing,
    ...broken.map(({ shard }) => ({ unit: shard.unit, reason: 'INVALID' as MissingReason })),
  ];
  if (missing.length === 0 && answer.given.length > 0 && known.length === 0) {
    for (const { object } of entity.targets) for (const key of compiled.keys) object[key] ??= null;
    return undefined;
  }
  if (missing.length > 0 || known.length === 0) {
    reportMissing(run, compiled.contract, { entity, missing }, compiled.keys);
    return undefined;
  }
  return { entity, representation: entity.representation, values: known.map(({ shard, value }) => ({ unit: shard.unit, value })), pages };
}

/** Fetches what pages still owe and writes the entities' fields. */
async function complete(
  { contract, fetch, type, object, connections, keys }: Compiled,
  run: Run,
  holders: readonly Holder[],
  at: string,
  after: number,
): Promise<void> {
  const explain = connections.length > 0 ? run.explain?.part(`${rootKeyOf(holders[0]?.entity)}…${type.name}`, contract.name, 'REFILL') : undefined;
  const failures = connections.length > 0 ? await refill({ run, contract, fetch, typeName: type.name, at, after, explain }, holders) : [];
  for (const holder of holders) {
    const missing = failures.filter((failure) => failure.holder === holder).map(({ shard, reason }) => ({ unit: shard.unit, reason }));
    if (missing.length > 0) {
      reportMissing(run, contract, { entity: holder.entity, missing }, keys);
      continue;
    }
    try {
      const pages = holder.pages.map((page): [string, unknown] => [page.connection.responseKey, page.show(run, holder.values)]);
      fill(holder.entity, { ...object.assemble(holder.values), ...Object.fromEntries(pages) });
    } catch (error) {
      for (const { path } of holder.entity.targets) addMergeError(run, error, path);
    }
  }
}
