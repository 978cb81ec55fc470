// Hashes and challenges (docs/spec/01-overview.md and 03-hashing-and-proofs.md).
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { mod, type Point, pointText } from './group';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytesOf = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? utf8(data) : data);

/** H: SHA-256 of bytes, or of a text in UTF-8. */
export const hash = (data: string | Uint8Array): Uint8Array => sha256(bytesOf(data));
export const hash512 = (data: Uint8Array): Uint8Array => sha512(data);
/** Hhex: SHA-256 as 64 lower-case hexadecimal digits. */
export const hashHex = (data: string | Uint8Array): string => Buffer.from(hash(data)).toString('hex');
/** H64: SHA-256 in base64 without the padding sign. */
export const hash64 = (data: string | Uint8Array): string =>
  Buffer.from(hash(data)).toString('base64').replace('=', '');

/** Bytes as a big-endian integer. */
export const integerOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Hℓ: SHA-256 as a big-endian integer, modulo ℓ. */
export const hashScalar = (data: string): bigint => mod(integerOf(hash(data)));

/** chal(prefix; P₁,…): the prefix and the points' texts with commas between. */
export const challenge = (prefix: string, ...points: Point[]): bigint =>
  hashScalar(prefix + points.map(pointText).join(','));

/** Four bytes, most significant first. */
export function fourBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return Uint8Array.from(bytes);
}

/** LP(x₁,…): every item behind its length in four bytes. */
export const lengthPrefixed = (...items: (string | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(items.flatMap((item) => [fourBytes(bytesOf(item).length), bytesOf(item)])));
