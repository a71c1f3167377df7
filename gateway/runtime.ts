import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Federation } from '../shared/config/federation.ts';
import type { LoadedGraph } from './graph-source.ts';
import type { GatewayContext, SchemaSource } from './http/graphql-server.ts';
import { createExecutor, type Executor } from './plan/executor.ts';
import type { StatusBoard } from './shards/status-board.ts';
import { createTopology, type Topology } from './shards/topology.ts';
import type { Supergraph } from './supergraph/compose.ts';
import type { Transport } from './transport/shard-result.ts';

/** One version of a federation, ready to answer. */
export interface Runtime {
  readonly federation: Federation;
  readonly supergraph: Supergraph;
  readonly topology: Topology;
  /** Contracts whose shards can be asked for their status, in order of name. */
  readonly statusContracts: readonly string[];
  readonly executor: Executor;
}

/** What all runtimes share. */
export interface RuntimeParts {
  readonly board: StatusBoard;
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Makes the runtime of a graph. When its graph is that of the runtime before, that one's is kept, and with it what is known of
 * its documents.
 */
export function buildRuntime({ federation, supergraph: loaded }: LoadedGraph, { board, transport, clock }: RuntimeParts, before?: Runtime): Runtime {
  const supergraph = before?.supergraph.version === loaded.version ? before.supergraph : loaded;
  const topology = createTopology(federation, board);
  const executor = createExecutor({ supergraph, topology, transport, federation, clock });
  return { federation, supergraph, topology, statusContracts: statusContractsOf(supergraph), executor };
}

function statusContractsOf({ contracts }: Supergraph): string[] {
  const asked = [...contracts.values()].filter(({ sharded, schema }) => sharded && schema.getQueryType()?.getFields().shardStatus !== undefined);
  return [...new Set(asked.map(({ name }) => name))].sort();
}

type Listener = Parameters<SchemaSource['onSchemaLoadOrUpdate']>[0];

/**
 * The runtime in force. A request runs on the runtime of the schema it was validated against, also when another takes its place
 * meanwhile.
 */
export class RuntimeHolder {
  #current: Runtime;
  readonly #bySchema = new WeakMap<GraphQLSchema, Runtime>();
  readonly #listeners = new Set<Listener>();

  constructor(first: Runtime) {
    this.#current = first;
    this.#bySchema.set(first.supergraph.apiSchema, first);
  }

  /** The runtime new requests begin with. */
  get current(): Runtime {
    return this.#current;
  }

  /** Puts a runtime in the place of the one in force. */
  replace(next: Runtime): void {
    const sameSchema = next.supergraph.apiSchema === this.#current.supergraph.apiSchema;
    this.#bySchema.set(next.supergraph.apiSchema, next);
    this.#current = next;
    if (!sameSchema) for (const listener of this.#listeners) this.#tell(listener);
  }

  /** The runtime as Apollo Server wants schema and executor. */
  schemaSource(): SchemaSource {
    return {
      onSchemaLoadOrUpdate: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      load: async () => {
        for (const listener of this.#listeners) this.#tell(listener);
        return {
          executor: async ({ schema, document, operation, operationName, request, context }) => {
            if (operation === undefined) return { errors: [unresolved(operationName ?? request.operationName)] };
            const { state } = context as GatewayContext;
            const { errors } = await this.#of(schema).executor({ document, operation, variables: request.variables ?? {}, state });
            return errors === undefined ? { data: {} } : { errors };
          },
        };
      },
      stop: async () => this.#listeners.clear(),
    };
  }

  #tell(listener: Listener): void {
    const { apiSchema, sdl } = this.#current.supergraph;
    listener({ apiSchema, coreSupergraphSdl: sdl });
  }

  #of(schema: GraphQLSchema): Runtime {
    const runtime = this.#bySchema.get(schema);
    if (runtime === undefined) throw new Error('a request came with a schema that was never in force');
    return runtime;
  }
}

const unresolved = (name: string | null | undefined): GraphQLError =>
  new GraphQLError(name ? `the document has no operation ${JSON.stringify(name)}` : 'the document has several operations; operationName says which');
