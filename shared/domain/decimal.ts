/** An exact decimal number as canonical text: no exponent, no `+`, no trailing zeros after the point, never `-0`. */
export type Decimal = string;

const DECIMAL = /^([+-])?(\d+)(?:\.(\d*))?$/;
const MAX_DIGITS = 60;

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

function toScaled(text: string): Scaled | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [sign, whole = '', fraction = ''] = [match[1], match[2], match[3]];
  if (whole.length + fraction.length > MAX_DIGITS) return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

function fromScaled({ digits, scale }: Scaled): Decimal {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function required(text: string): Scaled {
  const scaled = toScaled(text);
  if (!scaled) throw new RangeError(`not a decimal: ${text}`);
  return scaled;
}

function aligned(a: Scaled, b: Scaled): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

/** Canonical form, or undefined when the text is not a plain decimal of at most 60 digits. */
export function parseDecimal(text: string): Decimal | undefined {
  const scaled = toScaled(text);
  return scaled && fromScaled(scaled);
}

/** Exact sum. Throws RangeError on a text that is no decimal. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(required(a), required(b));
  return fromScaled({ digits: left + right, scale });
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(required(a), required(b));
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Decimals of a mean: six, as `round(sum / count, 6)` of PostgreSQL gives. */
export const RATIO_SCALE = 6;

/** a / b rounded half away from zero to six decimals; null when b is zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal | null {
  const [dividend, divisor] = aligned(required(a), required(b));
  if (divisor === 0n) return null;
  const negative = dividend < 0n !== divisor < 0n;
  const [n, d] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const scaled = n * 10n ** BigInt(RATIO_SCALE);
  const rounded = (2n * scaled + d) / (2n * d);
  return fromScaled({ digits: negative ? -rounded : rounded, scale: RATIO_SCALE });
}
