/**
 * The commitment to the roll: who may vote is fixed before the first ballot without being shown. Every entry is hashed
 * with a salt of its own, so that nobody can test a guess; an auditor who is admitted to the roll can redo the root.
 */

import { sha256Bytes } from '../crypto/hash';
import { leafHash, MerkleTree } from '../crypto/merkle';
import { canonicalJson } from './canonical-json';
import { toHex } from './hex';

export interface RollEntry {
  /** At least 128 random bits, as text; one per entry. */
  salt: string;
  /** Point text, or null where the server vouches for the person. */
  registrationKey: string | null;
  /** The opaque id of the slot. */
  slotId: string;
}

/** SHA-256 of the entry's canonical JSON, as 64 hex digits. */
export function rollEntryHash({ salt, registrationKey, slotId }: RollEntry): string {
  return toHex(sha256Bytes(canonicalJson({ salt, registrationKey, slotId })));
}

/** Merkle root (RFC 9162, hex) over the sorted entry hashes: the order in which people were imported leaves no trace. */
export function rollRoot(entries: readonly RollEntry[]): string {
  const hashes = entries.map(rollEntryHash).sort();
  return toHex(new MerkleTree(hashes.map((hash) => leafHash(hash))).root());
}
