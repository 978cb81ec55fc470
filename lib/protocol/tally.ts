/** The encrypted tally: the last ballot of each credential, in a fixed order (chapter 11 of docs/spec). */
import { sha256Hex } from '../crypto/hash';
import { ballotContent } from './ballot';
import { type CiphertextText, ciphertextListText } from './ciphertexts';

export interface EncryptedTally {
  /** Text of the tally record. */
  readonly tally: string;
  /** Text of the record with its size and hash. */
  readonly sized: string;
  readonly ciphertexts: CiphertextText[];
}

/** Order of point texts by their RFC 8032 bytes: the last two digits of the text count most. */
export function comparePoints(a: string, b: string): number {
  for (let end = a.length; end > 0; end -= 2) {
    const [left, right] = [a.slice(end - 2, end), b.slice(end - 2, end)];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** The tally of ballots of which credential and ciphertext are known, in archive order. */
export function tallyOf(ballots: readonly ({ credential: string } & CiphertextText)[]): EncryptedTally {
  const last = new Map<string, CiphertextText>();
  for (const { credential, alpha, beta } of ballots) last.set(credential, { alpha, beta });
  const ciphertexts = [...last.values()].sort(
    (a, b) => comparePoints(a.alpha, b.alpha) || comparePoints(a.beta, b.beta),
  );
  return tallyRecords(ciphertexts);
}

/** The records of a tally whose list is already in order. */
export function tallyRecords(ciphertexts: CiphertextText[]): EncryptedTally {
  const tally = ciphertextListText(ciphertexts);
  const count = ciphertexts.length;
  const sized = JSON.stringify({ num_tallied: count, total_weight: count, encrypted_tally: sha256Hex(tally) });
  return { tally, sized, ciphertexts };
}

/** The tally of ballot texts that have been checked before, in archive order; later ballots of a credential win. */
export function encryptedTally(ballotTexts: readonly string[]): EncryptedTally {
  return tallyOf(ballotTexts.map(ballotContent));
}

/** Sorts credentials' public keys the way lists of them are published. */
export function sortPointTexts(texts: readonly string[]): string[] {
  return [...texts].sort(comparePoints);
}
