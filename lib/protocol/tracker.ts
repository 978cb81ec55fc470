/** Trackers: the SHA-256 of a ballot in unpadded base64, which is how people meet it; the board's leaf has it in hex. */

import { base64Unpadded } from '../crypto/hash';
import { leafHash } from '../crypto/merkle';
import { leafText } from './board';
import { toHex } from './hex';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The digest that a tracker stands for, 64 hex digits; null for any other text. */
export function trackerDigest(tracker: string): string | null {
  const bytes = new Uint8Array(33);
  for (let group = 0; group < 11; group++) {
    let word = 0;
    for (let i = 0; i < 4; i++) word = (word << 6) | Math.max(0, DIGITS.indexOf(tracker[4 * group + i] ?? 'A'));
    bytes.set([word >> 16, (word >> 8) & 255, word & 255], 3 * group);
  }
  const digest = bytes.subarray(0, 32);
  // Foreign signs and other lengths do not come out again; of four last signs only one does, for it has two bits to spare.
  return base64Unpadded(digest) === tracker ? toHex(digest) : null;
}

/** Hash of the leaf that a ballot becomes (RFC 9162, 2.1.1); null where the text is no tracker. */
export function ballotLeafHash(tracker: string): Uint8Array | null {
  const ballot = trackerDigest(tracker);
  return ballot === null ? null : leafHash(leafText({ kind: 'ballot', ballot }));
}
