// Ballots that are on the board and do not count (docs/spec/10-composition.md).
import { type Ballot, readBallot } from '../ballots';
import type { Election } from '../election';
import { O } from '../group';
import { hashHex } from '../hashing';
import type { Ledger } from '../ledger';
import type { Board } from './board';
import type { Composition } from './composition';

/** Checks every left-out ballot like any other, and that all of them are of superseded keys. */
export function checkLeftOut(
  ledger: Ledger,
  { supersededKeys }: Composition,
  texts: readonly string[],
  archived: readonly Ballot[],
  election: Election,
): Ballot[] {
  for (const [index, key] of supersededKeys.entries()) {
    const before = supersededKeys[index - 1];
    const ascends = before === undefined || compareTexts(before, key) < 0;
    ledger.require('superseded_keys', ascends, 'the superseded keys are not sorted, or one occurs twice');
  }
  const superseded = new Set(supersededKeys);
  for (const [index, { credential }] of archived.entries()) {
    const counts = !superseded.has(credential);
    ledger.require('superseded_key_counted', counts, `ballot ${index + 1} of the archive is of a superseded key`);
  }
  const leftOut = texts.map((text, index) => {
    const where = `left-out ballot ${index + 1}`;
    const ballot = ledger.under('left_out_invalid', () => readBallot(ledger, text, election, where));
    const isHidden = !ballot.ciphertext.alpha.equals(O);
    ledger.require('left_out_invalid', isHidden, `${where} shows its vote, and could not have been cast`);
    const isSuperseded = superseded.has(ballot.credential);
    ledger.require('left_out_live_key', isSuperseded, `the key of ${where} is not superseded`);
    ledger.tick('left-out ballots', index + 1, texts.length);
    return ballot;
  });
  const used = new Set(leftOut.map(({ credential }) => credential));
  const areUsed = supersededKeys.every((key) => used.has(key));
  ledger.require('superseded_keys', areUsed, 'a superseded key has no left-out ballot');
  return leftOut;
}

/** The order of points, on their texts: which have the bytes in reverse. */
function compareTexts(a: string, b: string): number {
  const bytes = (text: string) => Buffer.from(text, 'hex').reverse();
  return Buffer.compare(bytes(a), bytes(b));
}

/** Every ballot on the board stands behind the registration of its credential. */
export function checkRegistrations(
  ledger: Ledger,
  { leaves }: Board,
  texts: readonly string[],
  ballots: readonly Ballot[],
): void {
  const credentialOf = new Map(texts.map((text, index) => [hashHex(text), ballots[index]?.credential]));
  const registered = new Set<unknown>();
  for (const [position, { kind, value }] of leaves.entries()) {
    if (kind === 'registration') registered.add(value.credential);
    if (kind !== 'ballot') continue;
    const isKnown = registered.has(credentialOf.get(value.ballot as string));
    ledger.require('ballot_unregistered', isKnown, `no registration stands before the ballot of leaf ${position}`);
  }
}
