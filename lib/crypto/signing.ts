/** Ed25519 signatures (RFC 8032, PureEdDSA) over bytes: log heads and receipts. Nothing here enters an archive. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { RandomBytes } from './random';

/** Length of a secret seed and of a public key, in bytes. */
export const SIGNING_KEY_BYTES = 32;
/** Length of a signature, in bytes. */
export const SIGNATURE_BYTES = 64;

/** A new key pair: 32-byte seed, 32-byte public key. */
export function generateSigningKey(random: RandomBytes): { secretKey: Uint8Array; publicKey: Uint8Array } {
  const secretKey = random(SIGNING_KEY_BYTES);
  return { secretKey, publicKey: signingPublicKey(secretKey) };
}

/** The public key of a 32-byte seed. @throws Error for another length. */
export function signingPublicKey(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/** The 64-byte deterministic signature. @throws Error when the seed has another length than 32 bytes. */
export function signBytes(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey);
}

/**
 * Verifies with the strict rules of RFC 8032 (canonical encodings, no small-order key), not ZIP 215.
 * False for input of any wrong shape.
 */
export function verifyBytes(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== SIGNING_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  return ed25519.verify(signature, message, publicKey, { zip215: false });
}
