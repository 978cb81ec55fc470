/**
 * Hashes of protocol texts (Belenios protocol 1, chapter 3 of docs/spec): everything is SHA-256 over UTF-8.
 */

import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256, sha256Stream } from '#sha2';
import { ORDER } from './order';

const encoder = new TextEncoder();
const DIGEST_BYTES = 32;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

function asBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? utf8(data) : data;
}

/** SHA-256, 32 bytes. */
export function sha256Bytes(data: string | Uint8Array): Uint8Array {
  return sha256(asBytes(data));
}

/** SHA-256 of the parts one after the other, 32 bytes. */
export function sha256Parts(parts: readonly Uint8Array[]): Uint8Array {
  const state = sha256Stream();
  for (const part of parts) state.update(part);
  return state.digest();
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256Bytes(data));
}

/** Standard base64 without the trailing `=`. */
export function base64Unpadded(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 3) {
    const group = bytes.subarray(start, start + 3);
    const word = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0);
    for (let digit = 0; digit <= group.length; digit++) text += BASE64[(word >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** SHA-256 in unpadded base64, 43 characters: fingerprints and trackers. */
export function hash64(data: string | Uint8Array): string {
  return base64Unpadded(sha256Bytes(data));
}

/** Big-endian integer of a byte string. */
export function bytesToInteger(bytes: Uint8Array): bigint {
  if (bytes.length === DIGEST_BYTES) return digestInteger(bytes);
  return bytes.length === 0 ? 0n : BigInt(`0x${bytesToHex(bytes)}`);
}

/** The most common case, without a detour through text. */
function digestInteger(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, DIGEST_BYTES);
  const word = (index: number) => view.getBigUint64(8 * index);
  return (((word(0) << 64n) | word(1)) << 128n) | (word(2) << 64n) | word(3);
}

/** SHA-256 read as a big-endian integer and reduced modulo the group order: every challenge of the protocol. */
export function hashToScalar(data: string | Uint8Array): bigint {
  return bytesToInteger(sha256Bytes(data)) % ORDER;
}

/** Hashes a long text piece by piece, so that the transcript of a large shuffle never exists as one string. */
export class TextHasher {
  private readonly state = sha256Stream();
  private waiting = '';

  add(text: string): this {
    this.waiting += text;
    if (this.waiting.length > 16_384) this.flush();
    return this;
  }

  digest(): Uint8Array {
    this.flush();
    return this.state.digest();
  }

  digestHex(): string {
    return bytesToHex(this.digest());
  }

  private flush(): void {
    this.state.update(utf8(this.waiting));
    this.waiting = '';
  }
}
