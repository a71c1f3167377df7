import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { EXPLAIN_HEADER } from '../../shared/contract/headers.ts';
import { readBody } from '../../shared/subgraph-kit/body.ts';
import { HttpFault } from '../../shared/subgraph-kit/http-fault.ts';
import type { DocumentChecker } from '../limits/document-checker.ts';
import { statusWithoutData } from './answer-status.ts';
import type { GatewayContext } from './graphql-server.ts';
import { errorAnswer, type HttpAnswer } from './http-answer.ts';
import type { HttpRequest } from './http-server.ts';
import { chooseMediaType, GRAPHQL_TYPES, type MediaType } from './media-type.ts';
import { beginRequest, type RequestLifetime } from './request-lifetime.ts';

/** What the endpoint answers with. */
export interface GraphqlEndpointOptions {
  readonly server: ApolloServer<GatewayContext>;
  readonly checker: DocumentChecker;
  /** Largest body of a request, bytes. */
  readonly bodyLimit: number;
  /** Most requests at one time; one more is OVERLOADED. */
  readonly concurrency: number;
  /** Milliseconds a request may take, as it is now. */
  readonly deadlineMs: () => number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The page for people. */
  readonly page: () => HttpAnswer;
}

/**
 * `/graphql` after the specification GraphQL over HTTP: GET and POST, application/json and application/graphql-response+json. A
 * browser that asks for HTML gets the query page. The size of the body and the document is looked at first; then Apollo Server
 * parses and validates; the executor's finished bytes go out as they are. Never later than shortly after the deadline.
 */
export function graphqlEndpoint(options: GraphqlEndpointOptions): (request: HttpRequest) => Promise<HttpAnswer> {
  let running = 0;
  return async (request) => {
    const { method = 'GET', headers } = request.message;
    if (method !== 'GET' && method !== 'POST') return errorAnswer(405, 'BAD_REQUEST', `${method} is not offered, only GET and POST are`, ALLOW);
    const type = chooseMediaType(headers.accept, method === 'GET' ? [...GRAPHQL_TYPES, 'text/html'] : GRAPHQL_TYPES);
    if (type === undefined) return errorAnswer(406, 'BAD_REQUEST', `answers are ${GRAPHQL_TYPES.join(' or ')}`);
    if (type === 'text/html') return options.page();
    if (running >= options.concurrency) return errorAnswer(503, 'OVERLOADED', 'more requests run than are taken at one time', RETRY);
    running += 1;
    try {
      return await answerQuestion(options, request, type);
    } finally {
      running -= 1;
    }
  };
}

const ALLOW = { headers: { allow: 'GET, POST' } };
const RETRY = { headers: { 'retry-after': '1' } };

async function answerQuestion(options: GraphqlEndpointOptions, request: HttpRequest, type: MediaType): Promise<HttpAnswer> {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' };
  let body: unknown;
  try {
    body = await readBody(request.message, options.bodyLimit);
  } catch (error) {
    if (error instanceof HttpFault) return errorAnswer(error.status, error.code, error.message, { headers });
    throw error;
  }
  const { search, searchParams } = new URL(request.message.url ?? '/', 'http://localhost');
  const text = request.message.method === 'GET' ? searchParams.get('query') : (body as { readonly query?: unknown } | null)?.query;
  const refusal = typeof text === 'string' ? options.checker.check(text) : undefined;
  if (refusal !== undefined) {
    const details = { headers, details: refusal.extensions };
    return errorAnswer(statusWithoutData([refusal.toJSON()], type), refusal.code, refusal.message, details);
  }
  const lifetime = beginRequest({
    requestId: request.requestId,
    explain: request.message.headers[EXPLAIN_HEADER] === '1',
    startedAt: options.clock(),
    deadlineMs: options.deadlineMs(),
    response: request.response,
  });
  try {
    return await Promise.race([ask(options, request, { type, search, body }, lifetime, headers), tooLate(lifetime, headers)]);
  } finally {
    lifetime.end();
  }
}

async function ask(
  { server }: GraphqlEndpointOptions,
  { message }: HttpRequest,
  { type, search, body }: { readonly type: MediaType; readonly search: string; readonly body: unknown },
  { state }: RequestLifetime,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer> {
  const given = new HeaderMap([['accept', type]]);
  if (message.headers['content-type'] !== undefined) given.set('content-type', message.headers['content-type']);
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: message.method ?? 'GET', headers: given, search, body },
    context: async () => ({ state }),
  });
  if (state.answer !== undefined) return { status: state.status ?? 200, headers, body: state.answer };
  return { status: response.status ?? 200, headers: { ...Object.fromEntries(response.headers), ...headers }, body: await textOf(response) };
}

async function tooLate({ late }: RequestLifetime, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
  await late;
  return errorAnswer(503, 'DEADLINE_EXCEEDED', 'no answer was ready before the deadline', { headers });
}

async function textOf({ body }: HTTPGraphQLResponse): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const part of body.asyncIterator) text += part;
  return text;
}
