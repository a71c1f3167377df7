import { OperatorError } from '../../../shared/errors/errors.ts';

// Classes of PostgreSQL's SQLSTATE: 08 connection, 28 authorization, 53 resources, 57 operator intervention and given up, 3D no database.
const UNAVAILABLE = /^(08|28|53|57|3D)/;
const NOT_MIGRATED = /^(42P01|42703|3F000)$/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENETUNREACH']);
const CLIENT_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

interface ErrorLike {
  readonly message: string;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

// By shape: an error of the runtime may come from another realm than ours, and the wrapper's cause may be any value.
const isErrorLike = (value: unknown): value is ErrorLike =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';

const MOST_CAUSES = 16;

/** An error, its causes, and the errors it gathers. */
function causes(error: unknown): ErrorLike[] {
  const found: ErrorLike[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && found.length < MOST_CAUSES) {
    const current = waiting.shift();
    if (!isErrorLike(current)) continue;
    found.push(current);
    waiting.push(current.cause, ...(Array.isArray(current.errors) ? current.errors : []));
  }
  return found;
}

/**
 * What the database's own errors mean to us, at the one place where they come in: DATABASE_UNAVAILABLE when it cannot be
 * reached, DATABASE_MISMATCH when its tables are not those of this version; any other error comes back as it was.
 * @param where the database without its password
 */
export function databaseError(error: unknown, where: string): unknown {
  for (const cause of causes(error)) {
    const code = typeof cause.code === 'string' ? cause.code : '';
    if (UNAVAILABLE.test(code) || NETWORK.has(code) || CLIENT_MESSAGES.test(cause.message)) {
      return new OperatorError('DATABASE_UNAVAILABLE', `${where} does not answer: ${cause.message || code}`, [], { cause: error });
    }
    if (NOT_MIGRATED.test(code)) {
      return new OperatorError('DATABASE_MISMATCH', `${where} has not the tables of this version: ${cause.message}`, [], { cause: error });
    }
  }
  return error;
}

/** A database's address without user and password. */
export function addressOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `the database ${pathname.slice(1)} at ${host}`;
}
