import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLError } from 'graphql';
import { CallerError } from '../../shared/errors/errors.ts';
import type { Log } from '../log.ts';
import { statusWithoutData } from './answer-status.ts';
import { formatError } from './format-error.ts';
import type { RequestState } from './request-state.ts';

/** What Apollo Server hands from the adapter to the executor. It copies the context, so the state lies one level below. */
export interface GatewayContext {
  readonly state: RequestState;
}

/** What gives Apollo Server schema and executor. */
export type SchemaSource = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

/**
 * A started Apollo Server over the schema in force. It parses, validates and picks the operation; nothing leaves it for
 * another host, whatever the environment says.
 */
export async function graphqlServer(gateway: SchemaSource, log: Log): Promise<ApolloServer<GatewayContext>> {
  const server = new ApolloServer<GatewayContext>({
    gateway,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // A GET may only ask, its answer cannot be read by another site, and a POST has to be JSON, which browsers ask leave for.
    csrfPrevention: false,
    formatError,
    logger: { debug: () => undefined, info: () => undefined, warn: (text) => log('warn', String(text)), error: (text) => log('error', String(text)) },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      gatewayPlugin(log),
    ],
  });
  await server.start();
  return server;
}

const RESPONSE_JSON = 'application/graphql-response+json';

/** Refuses operations that the graph does not offer, tells the operator of faults of ours, sets the status of answers without data. */
function gatewayPlugin(log: Log): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, schema }) => {
        const offered = operation?.operation !== 'subscription' && (operation?.operation !== 'mutation' || schema.getMutationType() != null);
        if (!offered) throw new CallerError('OPERATION_NOT_SUPPORTED', `a ${operation?.operation} is not offered`);
      },
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) reportFault(log, error, contextValue.state.requestId);
      },
      willSendResponse: async ({ response, request }) => {
        const { errors, data } = response.body.kind === 'single' ? response.body.singleResult : {};
        if (errors === undefined || data !== undefined) return;
        const type = request.http?.headers.get('accept') === RESPONSE_JSON ? RESPONSE_JSON : 'application/json';
        // What is no GraphQL request has its status from HTTP, under any type.
        const noRequest = errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST');
        response.http.status = noRequest ? Math.max(400, response.http.status ?? 400) : statusWithoutData(errors, type);
      },
    }),
  };
}

/** An error without a code that was thrown, not found in the request, is a fault of ours. */
function reportFault(log: Log, { extensions, originalError }: GraphQLError, requestId: string): void {
  if (extensions.code !== undefined || originalError === undefined) return;
  log('error', 'a request failed', { requestId, fault: originalError.stack ?? originalError.message });
}
