// The list of ciphertexts to be mixed (docs/spec/11-tally-and-shuffles.md).
import type { Ballot, Ciphertext } from './ballots';
import { littleEndian, pointText } from './group';
import { hashHex } from './hashing';
import type { Ledger } from './ledger';

/** A list of ciphertexts as records hold it: one question's, inside the list of questions. */
export const listText = (list: readonly Ciphertext[]): string =>
  JSON.stringify([list.map(({ alpha, beta }) => ({ alpha: pointText(alpha), beta: pointText(beta) }))]);

/** The last ciphertext of each credential, sorted by the points' RFC 8032 bytes, α before β. */
export function lastOfEach(ballots: readonly Ballot[]): Ciphertext[] {
  const last = new Map<string, Ciphertext>();
  for (const { credential, ciphertext } of ballots) last.set(credential, ciphertext);
  const sortKey = ({ alpha, beta }: Ciphertext) => Buffer.concat([littleEndian(alpha), littleEndian(beta)]);
  return [...last.values()].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
}

/** Checks both records of the tally against the ballots, and returns the list. */
export function checkTally(ledger: Ledger, ballots: readonly Ballot[], tally: string, sized: string): Ciphertext[] {
  const list = lastOfEach(ballots);
  ledger.require('tally_mismatch', tally === listText(list), 'the list to be mixed is not that of the last ballots');
  const counts = JSON.stringify({
    num_tallied: list.length,
    total_weight: list.length,
    encrypted_tally: hashHex(tally),
  });
  ledger.require('tally_size_mismatch', sized === counts, `the tally’s record is not ${counts}`);
  ledger.require('tally_empty', list.length > 0, 'the list to be mixed is empty');
  return list;
}
