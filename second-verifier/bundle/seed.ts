// The lot for ties (docs/spec/14-bundle.md).
import { hashHex } from '../hashing';
import type { Ledger } from '../ledger';
import { readCanonical } from './canonical';
import { readHash, readMembers } from './shapes';

/** Checks the lot against what the description committed to, and returns its 64 digits. */
export function checkSeed(ledger: Ledger, text: string, committed: string): string {
  const { commitment, seed } = ledger.under('seed_malformed', () => {
    const members = readMembers(ledger, readCanonical(ledger, text, 'the lot'), ['commitment', 'seed'], 'the lot');
    return {
      commitment: readHash(ledger, members.commitment, 'the commitment to the lot'),
      seed: readHash(ledger, members.seed, 'the lot'),
    };
  });
  ledger.require('seed_differs', commitment === committed, 'the lot is not the one that the description promised');
  ledger.require('seed_differs', hashHex(seed) === commitment, 'the commitment is not the hash of the lot');
  return seed;
}
