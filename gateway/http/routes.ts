import type { Readiness } from '../health/health.ts';
import { graphiqlAsset } from '../portal/graphiql-assets.ts';
import { type GraphiqlPageOptions, graphiqlHeaders, graphiqlPage } from '../portal/graphiql-page.ts';
import { errorAnswer, type HttpAnswer, jsonAnswer } from './http-answer.ts';
import type { HttpRequest } from './http-server.ts';

/** What the gateway serves beside its files. */
export interface Routes {
  /** `/graphql`. */
  readonly graphql: (request: HttpRequest) => Promise<HttpAnswer>;
  /** `/readyz`: 200 when ready, 503 until then. */
  readonly readiness: () => Readiness;
}

/** Chooses who answers a request, by its path. `/healthz` is answered as long as the process lives. */
export function route({ graphql, readiness }: Routes): (request: HttpRequest) => Promise<HttpAnswer> {
  return async (request) => {
    const { pathname } = new URL(request.message.url ?? '/', 'http://localhost');
    if (pathname === '/graphql') return graphql(request);
    const answer = fixed(pathname, readiness);
    if (answer === undefined) return errorAnswer(404, 'BAD_REQUEST', `nothing is served at ${pathname.slice(0, 200)}; the graph is at /graphql`);
    const { method = 'GET' } = request.message;
    if (method === 'GET' || method === 'HEAD') return answer;
    return errorAnswer(405, 'BAD_REQUEST', `${method} is not offered here`, { headers: { allow: 'GET, HEAD' } });
  };
}

function fixed(path: string, readiness: Routes['readiness']): HttpAnswer | undefined {
  if (path === '/') return { status: 307, headers: { location: '/graphql' }, body: '' };
  if (path === '/healthz') return jsonAnswer(200, { status: 'ok' });
  if (path === '/readyz') {
    const state = readiness();
    return jsonAnswer(state.status === 'ready' ? 200 : 503, state);
  }
  const asset = graphiqlAsset(path);
  if (asset === undefined) return undefined;
  const headers = { 'content-type': asset.contentType, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: asset.body };
}

/** The page for people at `/graphql`. */
export const pageAnswer = (options: GraphiqlPageOptions): HttpAnswer => ({ status: 200, headers: graphiqlHeaders, body: graphiqlPage(options) });
