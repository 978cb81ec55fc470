/**
 * The lot that breaks ties: drawn and committed to before voting opens, shown with the result. The commitment is the
 * SHA-256 of the seed's 64 hex digits as text, so that anyone can redo it: `printf %s SEED | sha256sum`.
 */

import * as z from 'zod';
import { sha256Hex } from '../crypto/hash';
import type { RandomBytes } from '../crypto/random';
import { canonicalJson, parseCanonicalJson } from './canonical-json';
import { fromHex, toHex } from './hex';
import { hexText } from './texts';

const SEED_BYTES = 32;

/** Both 64 lower-case hex digits; the commitment is published in the contest's description. */
const tieSeedSchema = z.strictObject({ seed: hexText, commitment: hexText });

export type TieSeed = z.output<typeof tieSeedSchema>;

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

/** Text of `seed.json`. */
export function tieSeedText({ seed, commitment }: TieSeed): string {
  return canonicalJson({ seed, commitment });
}

/** Strict; null for anything that `tieSeedText` would not print. Whether the two belong together is not looked at. */
export function parseTieSeed(text: string): TieSeed | null {
  const json = parseCanonicalJson(text);
  const parsed = json.ok ? tieSeedSchema.safeParse(json.value) : null;
  return parsed?.success ? parsed.data : null;
}
