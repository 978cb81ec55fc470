/**
 * The lot that breaks ties: drawn and committed to before voting opens, shown with the result. The commitment is the
 * SHA-256 of the seed's 64 hex digits as text, so that anyone can redo it: `printf %s SEED | sha256sum`.
 */

import { sha256Hex } from '../crypto/hash';
import type { RandomBytes } from '../crypto/random';
import { fromHex, toHex } from './hex';

const SEED_BYTES = 32;

export interface TieSeed {
  /** 64 lower-case hex digits. */
  seed: string;
  /** 64 lower-case hex digits, published in the contest's description. */
  commitment: string;
}

export function makeTieSeed(random: RandomBytes): TieSeed {
  const seed = toHex(random(SEED_BYTES));
  return { seed, commitment: tieSeedCommitment(seed) };
}

/** SHA-256 of the seed text. Throws a RangeError if the text is not 64 lower-case hex digits. */
export function tieSeedCommitment(seed: string): string {
  if (fromHex(seed, SEED_BYTES) === null) throw new RangeError('a tie seed is 64 lower-case hex digits');
  return sha256Hex(seed);
}

/** Whether a revealed seed is the one that was committed to. False for any malformed text. */
export function matchesCommitment(seed: string, commitment: string): boolean {
  return fromHex(seed, SEED_BYTES) !== null && sha256Hex(seed) === commitment;
}
