import { type Rational, rational } from './rational';

/** Digits before and after the decimal point that a file may use: far more than money needs, and it bounds the work. */
const MAX_WHOLE_DIGITS = 18;
const MAX_FRACTION_DIGITS = 12;

/** A decimal read exactly: value = digits / 10^scale, without needless zeros behind the point. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Reads `1500`, `1500.0`, `363734.88`. No sign, exponent, blank, thousands separator or decimal comma. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const whole = match[1] ?? '';
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (whole.replace(/^0+/, '').length > MAX_WHOLE_DIGITS || fraction.length > MAX_FRACTION_DIGITS) return null;
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** The decimal in units of 10^-scale; `scale` must be at least the decimal's own. */
export function toMinor(decimal: Decimal, scale: number): bigint {
  return decimal.digits * 10n ** BigInt(scale - decimal.scale);
}

/** A decimal of the contest's unit (a step, say) as an exact number of minor units, which need not be whole. */
export function toMinorRational(decimal: Decimal, scale: number): Rational {
  return rational(decimal.digits * 10n ** BigInt(scale), 10n ** BigInt(decimal.scale));
}

/** Minor units as a decimal of the unit, without needless zeros: 12340 at scale 2 is `123.4`. */
export function formatMinor(minor: bigint, scale: number): string {
  const sign = minor < 0n ? '-' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return sign + whole + (fraction ? `.${fraction}` : '');
}
