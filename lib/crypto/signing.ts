/** Ed25519 signatures (RFC 8032, PureEdDSA) over bytes: log heads and receipts. Nothing here enters an archive. */
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { G, isIdentity, multiply, multiplyAddPublic, type Point } from './group';
import { bytesToInteger } from './hash';
import { scalarBytes } from './kernel/scalars';
import { modOrder, ORDER } from './order';
import { decodePoints, FAULT } from './points';
import type { RandomBytes } from './random';

/** Length of a secret seed and of a public key, in bytes. */
export const SIGNING_KEY_BYTES = 32;
/** Length of a signature, in bytes. */
export const SIGNATURE_BYTES = 64;

const littleEndian = (bytes: Uint8Array): bigint => bytesToInteger(bytes.slice().reverse());
const hashToOrder = (...parts: Uint8Array[]): bigint => modOrder(littleEndian(sha512(concatBytes(...parts))));

/** Scalar and prefix of a seed (RFC 8032, section 5.1.5). @throws RangeError when the seed has not 32 bytes. */
function expand(secretKey: Uint8Array): { scalar: bigint; prefix: Uint8Array } {
  if (secretKey.length !== SIGNING_KEY_BYTES) throw new RangeError('a seed of 32 bytes expected');
  const digest = sha512(secretKey);
  const low = digest.slice(0, SIGNING_KEY_BYTES);
  low[0] = (low[0] as number) & 248;
  low[31] = ((low[31] as number) & 63) | 64;
  return { scalar: modOrder(littleEndian(low)), prefix: digest.subarray(SIGNING_KEY_BYTES) };
}

/** A new key pair: 32-byte seed, 32-byte public key. */
export function generateSigningKey(random: RandomBytes): { secretKey: Uint8Array; publicKey: Uint8Array } {
  const secretKey = random(SIGNING_KEY_BYTES);
  return { secretKey, publicKey: signingPublicKey(secretKey) };
}

/** The public key of a 32-byte seed. @throws RangeError for another length. */
export function signingPublicKey(secretKey: Uint8Array): Uint8Array {
  return multiply(G, expand(secretKey).scalar).toBytes();
}

/** The 64-byte deterministic signature. @throws RangeError when the seed has another length than 32 bytes. */
export function signBytes(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  const { scalar, prefix } = expand(secretKey);
  const nonce = hashToOrder(prefix, message);
  const commitment = multiply(G, nonce).toBytes();
  const challenge = hashToOrder(commitment, multiply(G, scalar).toBytes(), message);
  return concatBytes(commitment, scalarBytes([modOrder(nonce + challenge * scalar)]));
}

const timesEight = (point: Point): Point => point.double().double().double();

/**
 * Verifies with the strict rules of RFC 8032 (canonical encodings, no small-order key), and with its equation that
 * holds in the subgroup: 8·(R + k·A − S·B) = 0. False for input of any wrong shape.
 */
export function verifyBytes(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== SIGNING_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  const commitment = signature.subarray(0, SIGNING_KEY_BYTES);
  const response = littleEndian(signature.subarray(SIGNING_KEY_BYTES));
  if (response >= ORDER) return false;
  const { points, faults } = decodePoints(concatBytes(publicKey, commitment));
  if (faults.some((fault) => fault !== FAULT.none)) return false;
  const [key, r] = [points.at(0), points.at(1)];
  if (isIdentity(timesEight(key))) return false;
  const challenge = hashToOrder(commitment, publicKey, message);
  return isIdentity(timesEight(r.add(multiplyAddPublic(key, challenge, G, modOrder(-response)))));
}
