/** An independent implementation to hold the kernel against, and inputs that arithmetic gets wrong first. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToInteger } from '../hash';
import { ORDER } from '../order';
import { seededRandom } from './seeded-random';

export const Reference = ed25519.Point;
export type ReferencePoint = InstanceType<typeof Reference>;
export const FIELD_ORDER = Reference.Fp.ORDER;

/** The eight points of small order: k·T for a generator T, k = 0 … 7. */
export const TORSION: readonly ReferencePoint[] = (() => {
  const generator = Reference.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const points = [Reference.ZERO];
  for (let k = 1; k < 8; k++) points.push((points[k - 1] as ReferencePoint).add(generator));
  return points;
})();

/** Scalars at the ends of the range and around the edges of windows of four and five bits and of words. */
export const EDGE_SCALARS: readonly bigint[] = [
  ...[0n, 1n, 2n, 7n, 8n, 9n, 15n, 16n, 17n, 31n, 32n, 33n, ORDER - 1n, ORDER - 2n, ORDER >> 1n, 2n ** 252n],
  ...[63n, 64n, 65n, 100n, 125n, 127n, 128n, 192n, 250n].flatMap((bit) => [2n ** bit - 1n, 2n ** bit, 2n ** bit + 1n]),
  // Every window at its largest and at its smallest digit.
  ...[4n, 5n].flatMap((width) => {
    const halves = Array.from({ length: Number(250n / width) }, (_, i) => 2n ** (BigInt(i) * width + width - 1n));
    const sum = halves.reduce((total, half) => total + half, 0n);
    return [sum, sum - 1n, 2n * sum - 1n];
  }),
];

export function littleEndian(value: bigint, length = 32): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let i = 0; i < length; i++) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

export function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytesToInteger(bytes.slice().reverse());
}

/** `count` points of the curve, every eighth in the prime-order subgroup, the others in each of the other cosets. */
export function curvePoints(seed: string, count: number): ReferencePoint[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const inside = Reference.BASE.multiplyUnsafe((fromLittleEndian(random(32)) % (ORDER - 1n)) + 1n);
    return inside.add(TORSION[i % 8] as ReferencePoint);
  });
}

/** The points' encodings (RFC 8032), one after the other. */
export function encodeAll(points: readonly ReferencePoint[]): Uint8Array {
  return Uint8Array.from(points.flatMap((point) => [...point.toBytes()]));
}
