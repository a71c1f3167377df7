import type { GraphQLFormattedError } from 'graphql';

/** A GraphQL answer as parsed JSON. */
export interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** How a request to a shard failed; see {@link ShardResult}. */
export type ShardFailureState = 'timeout' | 'unavailable' | 'refused' | 'invalid';

/**
 * What came of asking a shard. A failure is a value:
 * - `ok` a GraphQL answer, perhaps with errors of its own
 * - `timeout` nothing before the deadline
 * - `unavailable` no connection, a 5xx, or an open breaker
 * - `refused` the shard would not answer (4xx), such as for a document that does not fit its schema
 * - `invalid` no GraphQL answer: bad JSON, a cut or endless body, another shape
 */
export type ShardResult =
  | {
      readonly state: 'ok';
      readonly answer: GraphQLAnswer;
      readonly referenceVersion: string | undefined;
      readonly bytes: number;
      readonly milliseconds: number;
    }
  | { readonly state: ShardFailureState; readonly detail: string; readonly milliseconds: number };

/** One request to an endpoint. */
export interface ShardRequest {
  readonly url: string;
  /** JSON text of `{query, variables}`. */
  readonly body: string;
  readonly at: string;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Ours, not a caller's: it waits for no turn and passes an open breaker. */
  readonly background?: boolean;
}

/** Asks endpoints over HTTP. Never rejects for a failure of the other side. */
export interface Transport {
  send(request: ShardRequest): Promise<ShardResult>;
  close(): Promise<void>;
}
