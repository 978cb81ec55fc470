/** Private voting credentials and the keys derived from them (Belenios 3.0 format, chapter 5 of docs/spec). */
import { G, multiply, ORDER, pointText } from '../crypto/group';
import { sha256Hex } from '../crypto/hash';
import type { RandomBytes } from '../crypto/random';
import { randomBase58 } from './base58';

const GROUPS = [5, 6, 5, 6];
const FORM = /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/;

export interface DerivedKey {
  readonly secret: bigint;
  /** Point text. */
  readonly publicKey: string;
}

/** A fresh credential: 22 base58 characters in groups of 5-6-5-6, almost 129 bits. */
export function generateCredential(random: RandomBytes): string {
  return GROUPS.map((length) => randomBase58(length, random)).join('-');
}

/** Whether a text has the form of a credential; there is no checksum, so a typing error may go unnoticed. */
export function isCredentialText(text: string): boolean {
  return FORM.test(text);
}

/**
 * The key pair of a secret text within a context: two SHA-256 hashes over `domain|context|0|text` and `…|1|text`, read
 * as one 512-bit number modulo the group order.
 */
export function deriveKey(domain: string, context: string, text: string): DerivedKey {
  const digits = [0, 1].map((half) => sha256Hex(`${domain}|${context}|${half}|${text}`)).join('');
  const secret = BigInt(`0x${digits}`) % ORDER;
  return { secret, publicKey: pointText(multiply(G, secret)) };
}

/** The key pair of a private credential (text with its hyphens) in one election. */
export function deriveCredential(electionUuid: string, text: string): DerivedKey {
  return deriveKey('derive_credential', electionUuid, text);
}
