// Signed heads of the board (docs/spec/09-board.md).
import type { Ledger } from '../ledger';
import { canonicalText } from './canonical';
import { readCount, readFingerprint, readHash, readMembers, readMinute, readSignature } from './shapes';
import { isSigned } from './signing';

export interface Head {
  readonly batch: string;
  readonly electionFingerprint: string;
  readonly root: string;
  readonly signature: string;
  readonly size: number;
}

/** Which election a head must be of, and who must have signed it. */
export interface HeadTerms {
  readonly fingerprint: string;
  /** The board's key as the caller knows it from elsewhere; undefined: the one that the description names. */
  readonly knownKey: string | undefined;
  readonly describedKey: string;
}

export const HEAD_MEMBERS = ['batch', 'electionFingerprint', 'root', 'signature', 'size'] as const;

export function readHead(ledger: Ledger, value: unknown, where: string): Head {
  const { batch, electionFingerprint, root, signature, size } = readMembers(ledger, value, HEAD_MEMBERS, where);
  return {
    batch: readMinute(ledger, batch, `the minute of ${where}`),
    electionFingerprint: readFingerprint(ledger, electionFingerprint, `the election of ${where}`),
    root: readHash(ledger, root, `the root of ${where}`),
    signature: readSignature(ledger, signature, `the signature of ${where}`),
    size: readCount(ledger, size, `the size of ${where}`),
  };
}

/** What every head must be: of this election, and signed by its board. */
export function checkHead(ledger: Ledger, head: Head, terms: HeadTerms, where: string): void {
  const { fingerprint, knownKey, describedKey } = terms;
  const isOurs = head.electionFingerprint === fingerprint;
  ledger.require('head_other_election', isOurs, `${where} is of another election`);
  const { signature, ...content } = head;
  const message = `largo-head-v1|${canonicalText(content)}`;
  const holds = isSigned(message, signature, knownKey ?? describedKey);
  ledger.require('head_signature', holds, `${where} is not signed with the board’s key`);
  const isKnown = knownKey === undefined || knownKey === describedKey;
  ledger.require('head_key_differs', isKnown, 'the description names another board key than the one given');
}
