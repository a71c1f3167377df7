import { ApolloServer, type ApolloServerPlugin, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { REFERENCE_HEADER } from '../contract/headers.ts';
import { reportFault } from './http-server.ts';
import { maskError, statusOfErrors } from './mask-error.ts';
import type { RouteHandler, RouteRequest } from './route.ts';

/** What every context of a subgraph carries. */
export interface SubgraphContext extends BaseContext {
  readonly requestId: string;
}

/** Told of faults of ours: the error and the id of its request. */
export type FaultReporter = (error: unknown, requestId: string) => void;

/**
 * A started Apollo Server for one contract, for any number of routes. It shows no landing page and sends neither stack
 * traces nor messages that are not meant for callers.
 */
export async function contractServer<C extends SubgraphContext>(
  schema: GraphQLSchema,
  onFault: FaultReporter = reportFault,
): Promise<ApolloServer<C>> {
  const server = new ApolloServer<C>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    formatError: maskError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      reporter<C>(onFault),
    ],
  });
  await server.start();
  return server;
}

/** Names faults of ours to the operator and gives answers that hold one their HTTP status. */
function reporter<C extends SubgraphContext>(onFault: FaultReporter): ApolloServerPlugin<C> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) {
          const cause = error.originalError;
          if (cause !== undefined && !(cause instanceof GraphQLError)) onFault(cause, contextValue.requestId);
        }
      },
      willSendResponse: async ({ response }) => {
        const status = response.body.kind === 'single' ? statusOfErrors(response.body.singleResult.errors) : undefined;
        if (status !== undefined) response.http.status = status;
      },
    }),
  };
}

/**
 * A route that answers with an Apollo Server. The unit, its database and the instant come in the context, so one server
 * may stand behind the routes of many units.
 * @param referenceVersion of the federation's reference data, sent with every answer
 */
export function graphqlRoute<C extends SubgraphContext>(
  server: ApolloServer<C>,
  referenceVersion: string | (() => string),
  context: (request: RouteRequest) => C | Promise<C>,
): RouteHandler {
  return async (request) => {
    const { status, headers, body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method, headers: headerMap(request), search: request.search, body: request.body },
      context: async () => context(request),
    });
    return {
      status: status ?? 200,
      headers: { ...Object.fromEntries(headers), [REFERENCE_HEADER]: typeof referenceVersion === 'string' ? referenceVersion : referenceVersion() },
      body: body.kind === 'complete' ? body.string : await gathered(body.asyncIterator),
    };
  };
}

function headerMap(request: RouteRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

async function gathered(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
