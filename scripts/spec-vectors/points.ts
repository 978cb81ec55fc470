import { deriveGenerator } from '@/lib/crypto/generators';
import { decodePoint, G, multiply, ORDER, type Point, parseScalar, pointText, readPoint } from '@/lib/crypto/group';

const FIELD = 2n ** 255n - 19n;
const SIGN = 2n ** 255n;

/** A point of order 8: the others are its multiples. */
const TORSION = onCurve('05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826');

function onCurve(name: string): Point {
  const reading = decodePoint(name);
  if (!reading.ok) throw new Error('not a point of the curve');
  return reading.point;
}

const text = (value: bigint) => value.toString(16).padStart(64, '0');

const POINTS: [reason: string, text: string][] = [
  ['the base point', pointText(G)],
  ['its double', pointText(G.double())],
  ['its negative', pointText(G.negate())],
  ['the neutral element: y = 1', text(1n)],
  ['(ℓ − 1)·G, which is −G', pointText(multiply(G, ORDER - 1n))],
  ['y = p + 1, a second name of the neutral element', text(FIELD + 1n)],
  ['y = 1 with the sign bit, negative zero', text(1n + SIGN)],
  ['y = p + 1 with the sign bit', text(FIELD + 1n + SIGN)],
  ['y = p − 1 with the sign bit, negative zero', text(FIELD - 1n + SIGN)],
  ['y = p, a second name of 0', text(FIELD)],
  ['y = p with the sign bit', text(FIELD + SIGN)],
  ['y = p + 18, all bits but the sign', text(2n ** 255n - 1n)],
  ['all bits', 'f'.repeat(64)],
  ['y = 2 belongs to no point', text(2n)],
  ['y = 2 with the sign bit', text(2n + SIGN)],
  ['y = 7 belongs to no point', text(7n)],
  ['capital letters', pointText(G.double()).toUpperCase()],
  ['one digit missing', pointText(G).slice(1)],
  ['one digit too many', `0${pointText(G)}`],
  ['a blank before', ` ${pointText(G).slice(1)}`],
  ['a line end behind', `${pointText(G)}\n`],
  ['the prefix 0x', `0x${pointText(G).slice(2)}`],
  ['a sign that is no digit', `g${pointText(G).slice(1)}`],
  ['full-width digits', pointText(G).replaceAll('6', '６')],
  ['nothing', ''],
  ...[2n, 4n, 8n].flatMap((order): [string, string][] => {
    const small = multiply(TORSION, 8n / order);
    return [
      [`a point of order ${order}`, pointText(small)],
      [`a point of order ${order}, negated`, pointText(small.negate())],
      [`G with a component of order ${order}`, pointText(G.add(small))],
      [`G with a component of order ${order}, negated`, pointText(G.subtract(small))],
    ];
  }),
  ['twice a point with a component of order 8: order 4 is left', pointText(G.add(TORSION).double())],
];

const SCALARS: [reason: string, text: string][] = [
  ['zero', '0'],
  ['one', '1'],
  ['the largest', (ORDER - 1n).toString()],
  ['the order itself', ORDER.toString()],
  ['one more than the order', (ORDER + 1n).toString()],
  ['2^256', (2n ** 256n).toString()],
  ['78 digits', '1'.repeat(78)],
  ['a leading zero', '01'],
  ['two zeros', '00'],
  ['a sign', '-1'],
  ['a plus', '+1'],
  ['a blank', ' 1'],
  ['a line end', '1\n'],
  ['a fraction', '1.0'],
  ['an exponent', '1e3'],
  ['hexadecimal', '0x1'],
  ['digits of another script', '１'],
  ['nothing', ''],
];

export function pointVectors(): object {
  return {
    about: 'Chapter 2. verdict: ok, or the name of the refusal. multiply: scalar·G. generators: h_i.',
    points: POINTS.map(([reason, value]) => {
      const reading = readPoint(value);
      return { reason, text: value, verdict: reading.ok ? 'ok' : reading.code };
    }),
    scalars: SCALARS.map(([reason, value]) => ({
      reason,
      text: value,
      verdict: parseScalar(value) === null ? 'scalar_not_canonical' : 'ok',
    })),
    multiply: [0n, 1n, 2n, 3n, 8n, 2n ** 128n + 1n, ORDER - 2n, ORDER - 1n].map((scalar) => ({
      scalar: scalar.toString(),
      point: pointText(multiply(G, scalar)),
    })),
    generators: [-1, 0, 1, 2, 3, 99].map((index) => ({ index, point: pointText(deriveGenerator(index)) })),
  };
}
