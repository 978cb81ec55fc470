// Other values for a field: proper ones that are wrong, and improper ones.
import type { Code } from '../checks';
import { FIELD, G, ORDER, type Point, pointText, pointWithY } from '../group';

/** The point of order 2: (0, −1). */
export const ORDER_TWO = pointWithY(FIELD - 1n, false) as Point;

/** A point of order 8. Four times it is the point of order 2. */
const ORDER_EIGHT = orderEight();

function orderEight(): Point {
  for (let y = 2n; ; y += 1n) {
    // ℓ times any point leaves its part of small order; 7 of 8 points have one, 4 of 8 one of order 8.
    const point = pointWithY(y, false);
    const rest = point?.multiplyUnsafe(ORDER - 1n).add(point);
    if (rest && !rest.double().double().is0()) return rest;
  }
}

const parse = (text: string): Point => {
  const value = BigInt(`0x${text}`);
  return pointWithY(value % 2n ** 255n, value >= 2n ** 255n) as Point;
};

const hex = (value: bigint): string => value.toString(16).padStart(64, '0');

function offCurve(text: string): string {
  for (let y = (BigInt(`0x${text}`) + 1n) % FIELD; ; y += 1n) if (pointWithY(y, false) === null) return hex(y);
}

/** A way to write something else into a field; null where it cannot be done to this one. */
export interface Change {
  readonly name: string;
  /** The code that every reader must answer with; null: it is a proper value, only another one. */
  readonly code: Code | null;
  apply(text: string): string | null;
}

const POINT_CHANGES: readonly Change[] = [
  { name: 'other', code: null, apply: (text) => pointText(parse(text).add(G)) },
  { name: 'negated', code: null, apply: (text) => pointText(parse(text).negate()) },
  { name: 'order-2', code: 'point_not_in_subgroup', apply: (text) => pointText(parse(text).add(ORDER_TWO)) },
  { name: 'order-8', code: 'point_not_in_subgroup', apply: (text) => pointText(parse(text).add(ORDER_EIGHT)) },
  { name: 'off-curve', code: 'point_not_on_curve', apply: offCurve },
  {
    name: 'uppercase',
    code: 'point_not_canonical',
    apply: (text) => (/[a-f]/.test(text) ? text.toUpperCase() : null),
  },
  { name: 'short', code: 'point_not_canonical', apply: (text) => text.slice(1) },
  { name: 'above-field', code: 'point_not_canonical', apply: () => hex(FIELD + 3n) },
  { name: 'negative-zero', code: 'point_not_canonical', apply: () => hex(2n ** 255n + 1n) },
];

const SCALAR_CHANGES: readonly Change[] = [
  { name: 'other', code: null, apply: (text) => String((BigInt(text) + 1n) % ORDER) },
  { name: 'zero', code: null, apply: (text) => (text === '0' ? null : '0') },
  { name: 'above-order', code: 'scalar_not_canonical', apply: (text) => String(BigInt(text) + ORDER) },
  { name: 'leading-zero', code: 'scalar_not_canonical', apply: (text) => `0${text}` },
  { name: 'signed', code: 'scalar_not_canonical', apply: (text) => `-${text}` },
  { name: 'hexadecimal', code: 'scalar_not_canonical', apply: (text) => `0x${BigInt(text).toString(16)}` },
];

/** The changes that fit a field, by what it holds now. */
export function changesFor(text: string): readonly Change[] {
  if (/^[0-9a-f]{64}$/.test(text)) return POINT_CHANGES;
  return /^[0-9]{60,77}$/.test(text) ? SCALAR_CHANGES : [];
}
