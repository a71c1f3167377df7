import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { parseDecimal } from '../domain/decimal.ts';
import { isCalendarDate, parseInstant } from '../domain/instant.ts';
import { CallerError } from '../errors/errors.ts';
import type { ErrorCode } from '../errors/registry.ts';

function textScalar(
  name: string,
  code: ErrorCode,
  description: string,
  parse: (text: string) => string | undefined,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string => {
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
    const parsed = text === undefined ? undefined : parse(text);
    if (parsed === undefined) throw new CallerError(code, `${JSON.stringify(value) ?? String(value)} is not a ${name}`);
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: read,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read('value' in node && node.kind !== Kind.BOOLEAN && node.kind !== Kind.ENUM ? node.value : node.kind),
  });
}

/** An instant, RFC 3339 on the way in, `YYYY-MM-DDTHH:MM:SS.ffffffZ` on the way out. */
export const DateTimeScalar = textScalar(
  'DateTime',
  'BAD_INSTANT',
  'An instant: RFC 3339 with a zone and at most six decimals; always given back in UTC with microseconds.',
  parseInstant,
);

/** A calendar date `YYYY-MM-DD` in the federation's time zone. */
export const DateScalar = textScalar('Date', 'BAD_DATE', 'A calendar date, YYYY-MM-DD, in the time zone of the federation.', (text) =>
  isCalendarDate(text) ? text : undefined,
);

/** An exact decimal number, as text. */
export const DecimalScalar = textScalar('Decimal', 'BAD_DECIMAL', 'An exact decimal number, as text without exponent.', parseDecimal);

/** A whole number of any size, as text. */
export const BigIntScalar = textScalar('BigInt', 'BAD_BIGINT', 'A whole number of any size, as text.', (text) =>
  /^-?\d{1,60}$/.test(text) ? BigInt(text).toString() : undefined,
);
