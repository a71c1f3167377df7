import type { IncomingHttpHeaders } from 'node:http';
import type { Instant } from '../domain/instant.ts';

/** A request to one route, its body read and parsed. */
export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  /** With its leading `?`, or empty. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON of a body, undefined without one. */
  readonly body: unknown;
  /** The instant of the operation when the asker named one. */
  readonly at: Instant | undefined;
  readonly requestId: string;
}

/** What a route answers. */
export interface RouteResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Answers one path. What it throws becomes a 500 without details. */
export type RouteHandler = (request: RouteRequest) => Promise<RouteResponse>;
