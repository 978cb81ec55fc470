/** Ed25519 signatures over canonical JSON: heads, receipts and the words of witnesses. */

import { utf8 } from '../crypto/hash';
import { SIGNATURE_BYTES, SIGNING_KEY_BYTES, signBytes, verifyBytes } from '../crypto/signing';
import { canonicalJson, type JsonValue } from './canonical-json';
import { fromHex, toHex } from './hex';

/** What a signature is for. The word keeps a signature on one kind of message from passing for another. */
export type Purpose = 'largo-head-v1' | 'largo-receipt-v1' | 'largo-cosignature-v1';

/** Signature of a value, 128 hex digits, by a 32-byte seed. */
export function signValue(purpose: Purpose, value: JsonValue, secretKey: Uint8Array): string {
  return toHex(signBytes(secretKey, signedBytes(purpose, value)));
}

/** Whether `publicKey` (64 hex digits, RFC 8032) signed the value for this purpose. Never throws for any two texts. */
export function verifyValue(purpose: Purpose, value: JsonValue, signature: string, publicKey: string): boolean {
  const key = fromHex(publicKey, SIGNING_KEY_BYTES);
  const bytes = fromHex(signature, SIGNATURE_BYTES);
  return key !== null && bytes !== null && verifyBytes(key, signedBytes(purpose, value), bytes);
}

function signedBytes(purpose: Purpose, value: JsonValue): Uint8Array {
  return utf8(`${purpose}|${canonicalJson(value)}`);
}
