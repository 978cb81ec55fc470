/** An exact fraction: denominator positive. Values in traces are in lowest terms. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** numerator / denominator in lowest terms. The denominator must not be zero. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('A fraction needs a denominator other than zero');
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** Negative, zero or positive; works on unreduced fractions too. */
export function compare(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)));
}

/**
 * numerator / denominator (non-negative / positive) as a double with a relative error below 2^-52.9.
 *
 * The quotient is taken as an integer of at least 64 bits (relative error of the division < 2^-63), `Number` rounds it to
 * nearest (2^-53), and the scaling by a power of two is exact: magnitudes in a count stay far from the subnormal range.
 */
export function toDouble(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const shift = Math.max(0, 65 + bitLength(denominator) - bitLength(numerator));
  const quotient = Number((numerator << BigInt(shift)) / denominator);
  // Two steps, since 2^shift alone can overflow although the quotient does not.
  const half = shift >> 1;
  return quotient / 2 ** half / 2 ** (shift - half);
}
