/**
 * Secrets derived from one seed, and boxes that only the holder of one key can open.
 *
 * Derivation is HKDF-SHA-256 (RFC 5869). A box is a Diffie–Hellman exchange of a fresh key with the recipient's key,
 * HKDF-SHA-256 over the shared point, and XChaCha20-Poly1305. Key and nonce both come from the exchange: no key is used
 * twice, because the sender's half is fresh for every box. The context is authenticated and part of the derivation, so
 * a box that is moved elsewhere does not open. A box does not prove who made it: its maker signs what it stands in.
 *
 * The sender proves knowledge of the secret half, for this context. Without that, somebody could put the sender's key of
 * another box into one that does not open, and have the recipient, who shows the shared point to complain, open the other.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type EncodedPoint, encodePoint, G, multiply, type Point, pointBytes, pointText, randomScalar } from './group';
import { bytesToInteger, utf8 } from './hash';
import { ORDER } from './order';
import type { RandomBytes } from './random';
import { proveKnowledge, type SchnorrProof, verifyKnowledge } from './schnorr';

const KEY_BYTES = 32;
const NONCE_BYTES = 24;
/** What a box is longer than its content, in bytes. */
export const BOX_OVERHEAD = 16;

/** `length` bytes that depend on every byte of `secret` and of `label`, which names what they are for. */
export function deriveBytes(secret: Uint8Array, label: string, length: number): Uint8Array {
  return hkdf(sha256, secret, undefined, utf8(label), length);
}

/** A scalar derived from a secret: 512 bits reduced, as good as uniform. */
export function deriveScalar(secret: Uint8Array, label: string): bigint {
  return bytesToInteger(deriveBytes(secret, label, 64)) % ORDER;
}

/** Key and nonce of a box, from its shared point. */
function boxKeys(shared: Point, sender: Point, recipient: Point, context: string) {
  const salt = Uint8Array.from([...pointBytes(sender), ...pointBytes(recipient)]);
  const okm = hkdf(sha256, pointBytes(shared), salt, utf8(`largo-box|${context}`), KEY_BYTES + NONCE_BYTES);
  return { key: okm.subarray(0, KEY_BYTES), nonce: okm.subarray(KEY_BYTES) };
}

function proofPrefix(sender: string, recipient: Point, context: string): string {
  return `largo-box|${context}|${pointText(recipient)}|${sender}|`;
}

/** Seals `content` to `recipient`. `sender` is the public half of the key that was made for this box alone. */
export function sealBox(request: { recipient: Point; content: Uint8Array; context: string; random: RandomBytes }): {
  sender: EncodedPoint;
  proof: SchnorrProof;
  box: Uint8Array;
} {
  const { recipient, content, context } = request;
  const secret = randomScalar(request.random);
  const sender = encodePoint(multiply(G, secret));
  const { key, nonce } = boxKeys(multiply(recipient, secret), sender.point, recipient, context);
  const prefix = proofPrefix(sender.text, recipient, context);
  const proof = proveKnowledge({ secret, prefix, random: request.random });
  return { sender, proof, box: xchacha20poly1305(key, nonce, utf8(context)).encrypt(content) };
}

/** Whether the sender of a box, a point of the prime-order subgroup, was made for this recipient and context. */
export function isOwnSender(request: {
  sender: EncodedPoint;
  proof: SchnorrProof;
  recipient: Point;
  context: string;
}): boolean {
  const { sender, proof, recipient, context } = request;
  return verifyKnowledge({ publicKey: sender.point, prefix: proofPrefix(sender.text, recipient, context), proof });
}

/** The point that both ends of a box share: the recipient's secret times the sender's key. */
export function sharedPoint(sender: Point, secret: bigint): Point {
  return multiply(sender, secret);
}

/** The content of a box, from its shared point; null where the box was not made for this point and context. */
export function openBox(request: {
  sender: Point;
  recipient: Point;
  shared: Point;
  box: Uint8Array;
  context: string;
}): Uint8Array | null {
  const { sender, recipient, shared, box, context } = request;
  const { key, nonce } = boxKeys(shared, sender, recipient, context);
  try {
    return xchacha20poly1305(key, nonce, utf8(context)).decrypt(box);
  } catch {
    return null;
  }
}
