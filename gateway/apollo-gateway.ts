import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { RequestState } from './http/request-state.ts';
import type { Runtime } from './runtime.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestState>['gateway'];
type SchemaListener = Parameters<Gateway['onSchemaLoadOrUpdate']>[0];

/**
 * Apollo Server's view of the graph: it parses and validates against the schema in force, and hands the operation to the
 * runtime of the schema it validated against, so that a reload neither drops nor mixes requests.
 */
export class ApolloGateway implements Gateway {
  readonly #runtimes = new WeakMap<GraphQLSchema, Runtime>();
  readonly #listeners = new Set<SchemaListener>();
  #current: Runtime;

  constructor(runtime: Runtime) {
    this.#current = runtime;
    this.#runtimes.set(runtime.supergraph.apiSchema, runtime);
  }

  /** The runtime new requests begin with. */
  get current(): Runtime {
    return this.#current;
  }

  /** Puts a runtime in force. */
  use(runtime: Runtime): void {
    this.#current = runtime;
    this.#runtimes.set(runtime.supergraph.apiSchema, runtime);
    for (const listener of this.#listeners) this.#tell(listener);
  }

  onSchemaLoadOrUpdate(listener: SchemaListener): () => void {
    this.#listeners.add(listener);
    this.#tell(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(listener: SchemaListener): void {
    const { apiSchema, sdl } = this.#current.supergraph;
    listener({ apiSchema, coreSupergraphSdl: sdl });
  }

  async load(): ReturnType<Gateway['load']> {
    return {
      executor: async ({ schema, document, operation, request, context }) => {
        const runtime = this.#runtimes.get(schema) ?? this.#current;
        const { errors } = await runtime.execute({ document, operation, variables: request.variables ?? {}, state: context as RequestState });
        return errors === undefined ? { data: {} } : { errors: [...errors] };
      },
    };
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
  }
}
