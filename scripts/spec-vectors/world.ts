import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import example from '@/lib/protocol/testing/specification.json';

/** An election of three voters with one single trustee and a block of two of three, made by another program. */
export const world = example;

/** Decimal scalars, for the nonces of a vector. */
export function scalars(seed: string, count: number): string[] {
  const random = seededRandom(`specification|${seed}`);
  return Array.from({ length: count }, () => (BigInt(`0x${hex(random(40))}`) % 2n ** 252n).toString());
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function bytes(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}
