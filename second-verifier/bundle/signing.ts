// Signatures of the board: Ed25519 as RFC 8032 verifies it (docs/spec/02-group-and-texts.md).
import { G, littleEndian, mod, O, ORDER, type Point, pointWithY, times } from '../group';
import { hash512, integerOf } from '../hashing';

/**
 * Whether `signature` (128 hexadecimal digits) is one of `message` under `key` (64 digits, as RFC 8032 orders them).
 * Literally: key and R are canonical encodings of points, the key is no small-order point, S < ℓ, 8·S·G = 8·R + 8·k·A.
 * Neither needs to have prime order, which is what the 8 is for.
 */
export function isSigned(message: string, signature: string, key: string): boolean {
  const bytes = Buffer.from(signature, 'hex');
  const [first, second] = [bytes.subarray(0, 32), bytes.subarray(32)];
  const a = decodePoint(Buffer.from(key, 'hex'));
  const r = decodePoint(first);
  const s = integerOf(Uint8Array.from(second).reverse());
  if (a === null || r === null || s >= ORDER) return false;
  if (eightTimes(a).equals(O)) return false;
  const digest = hash512(Buffer.concat([first, Buffer.from(key, 'hex'), Buffer.from(message)]));
  const k = mod(integerOf(Uint8Array.from(digest).reverse()));
  return eightTimes(times(s, G)).equals(eightTimes(r.add(times(k, a))));
}

const eightTimes = (point: Point): Point => point.double().double().double();

/** The point of these 32 bytes; null where they are no canonical encoding of one. */
function decodePoint(bytes: Uint8Array): Point | null {
  const value = integerOf(Uint8Array.from(bytes).reverse());
  const sign = 2n ** 255n;
  const point = value % sign < 2n ** 255n - 19n ? pointWithY(value % sign, value >= sign) : null;
  return point !== null && Buffer.compare(littleEndian(point), bytes) === 0 ? point : null;
}
