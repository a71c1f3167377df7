import { composeServices } from '@theguild/federation-composition';
import { buildSchema, execute, type GraphQLSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import type { RequestState } from '../../gateway/http/request-state.ts';
import { createExecutor } from '../../gateway/plan/executor.ts';
import type { Topology } from '../../gateway/shards/topology.ts';
import { readSupergraph } from '../../gateway/supergraph/read-supergraph.ts';
import type { GraphQLAnswer, Transport } from '../../gateway/transport/shard-result.ts';
import { makeWorld, resolverOf, typeOf, type World } from './federation-data.ts';
import { mergedSdl, schemaModel } from './federation-model.ts';
import type { Asked } from './federation-operations.ts';
import { type SplitSubgraph, splitSchema } from './federation-split.ts';
import { Tape } from './federation-tape.ts';

/** Rows of decisions that one federation is made of. */
export interface FederationTapes {
  readonly schema: Uint8Array;
  readonly split: Uint8Array;
  readonly data: Uint8Array;
}

/** One world, asked through the gateway and asked as one server. */
export interface FederationCase {
  readonly apiSchema: GraphQLSchema;
  readonly subgraphs: readonly SplitSubgraph[];
  /** How many requests the subgraphs have answered. */
  requests(): number;
  gateway(asked: Asked): Promise<GraphQLAnswer>;
  oracle(asked: Asked): Promise<GraphQLAnswer>;
}

/** The federation, or the messages of a composition that failed. */
export function federationCase(tapes: FederationTapes): FederationCase | readonly string[] {
  const model = schemaModel(new Tape(tapes.schema));
  const merged = buildSchema(mergedSdl(model));
  const subgraphs = splitSchema(model, new Tape(tapes.split));
  const composed = composeServices(subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })));
  if (composed.errors) return composed.errors.map(({ message }) => message);
  const world = makeWorld(model, merged, new Tape(tapes.data));
  const supergraph = readSupergraph(composed.supergraphSdl);
  let requests = 0;
  const answer = answering(subgraphs, world);
  const transport: Transport = {
    send: async ({ url, body }) => {
      requests += 1;
      return { state: 'ok', answer: await answer(url, body), referenceVersion: undefined, bytes: 0, milliseconds: 0 };
    },
    close: () => Promise.resolve(),
  };
  const executor = createExecutor({
    supergraph,
    topology: NO_SHARDS,
    transport,
    federation: { timeZone: 'UTC', historyFrom: '2020-01-01', referenceVersion: '' },
    clock: () => 0,
  });
  return {
    apiSchema: supergraph.apiSchema,
    subgraphs,
    requests: () => requests,
    async gateway({ source, variables }) {
      const document = parse(source);
      const operation = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
      if (operation === undefined) throw new Error('no operation');
      const state: RequestState = { requestId: '', explain: false, startedAt: 0, deadlineAt: 10_000, signal: new AbortController().signal };
      const { errors } = await executor({ document, operation, variables, state });
      return errors === undefined ? (JSON.parse(String(state.answer)) as GraphQLAnswer) : { errors: errors.map((error) => error.toJSON()) };
    },
    async oracle({ source, variables }) {
      return plain(
        await execute({
          schema: merged,
          document: parse(source),
          variableValues: variables,
          fieldResolver: resolverOf(world),
          typeResolver: typeOf,
        }),
      );
    },
  };
}

const NO_SHARDS: Topology = {
  shards: () => [],
  notConnected: () => [],
  knows: () => false,
  covering: () => [],
  coveringAbsent: () => [],
  status: () => undefined,
};

const plain = (answer: unknown): GraphQLAnswer => JSON.parse(JSON.stringify(answer)) as GraphQLAnswer;

/** All subgraphs behind one function. A document that does not fit its subgraph is answered as servers do. */
function answering(subgraphs: readonly SplitSubgraph[], world: World): (url: string, body: string) => Promise<GraphQLAnswer> {
  const servers = new Map(subgraphs.map((subgraph) => [`http://${subgraph.name}`, { ...subgraph, fieldResolver: resolverOf(world, subgraph) }]));
  return async (url, body) => {
    const server = servers.get(url);
    if (server === undefined) throw new Error(`nobody is at ${url}`);
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const document = parse(query);
    const faults = validate(server.schema, document);
    if (faults.length > 0) throw new Error(`${server.name} cannot be asked ${query}: ${faults.join('; ')}`);
    const typeResolver = (value: unknown): string => typeOf(value);
    return plain(
      await execute({ schema: server.schema, document, variableValues: variables ?? {}, fieldResolver: server.fieldResolver, typeResolver }),
    );
  };
}
