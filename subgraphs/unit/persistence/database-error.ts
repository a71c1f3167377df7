import { OperatorError } from '../../../shared/errors/errors.ts';

// Classes of PostgreSQL's SQLSTATE: 08 connection, 28 authorization, 53 resources, 57P operator intervention, 3D no database.
const UNAVAILABLE = /^(08|28|53|57P|3D)/;
const NOT_MIGRATED = /^(42P01|42703|3F000)$/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENETUNREACH']);
const CLIENT_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

function causes(error: unknown): Error[] {
  const list: Error[] = [];
  for (let current = error; current instanceof Error && list.length < 8; current = current.cause) list.push(current);
  if (error instanceof AggregateError) list.push(...error.errors.filter((item): item is Error => item instanceof Error));
  return list;
}

/**
 * What the database's own errors mean to us, at the one place where they come in: DATABASE_UNAVAILABLE when it cannot be
 * reached, DATABASE_MISMATCH when its tables are not those of this version; any other error comes back as it was.
 * @param where the database without its password
 */
export function databaseError(error: unknown, where: string): unknown {
  for (const cause of causes(error)) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
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
