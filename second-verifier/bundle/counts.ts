// The published numbers (docs/spec/10-composition.md).
import type { Ledger } from '../ledger';
import type { Board, Leaf } from './board';
import { type Composition, MIN_REASON, total } from './composition';

const howMany = ({ leaves }: Board, kind: Leaf['kind']): number => leaves.filter((leaf) => leaf.kind === kind).length;

export function checkRevocations(ledger: Ledger, board: Board, { supersededKeys }: Composition): void {
  const revoked = howMany(board, 'revocation');
  const fits = revoked === supersededKeys.length;
  ledger.require('revocations_differ', fits, `${revoked} revocations, ${supersededKeys.length} superseded keys`);
}

/** @param counted length of the archive's credential list */
export function checkCounts(
  ledger: Ledger,
  board: Board,
  { counts, supersededKeys, reasons, otherReasons, inChannels }: Composition,
  rollSize: number,
  counted: number,
): void {
  const found = {
    slots: rollSize,
    credentials: howMany(board, 'registration'),
    ballots: howMany(board, 'ballot'),
    superseded: supersededKeys.length,
    revoked: howMany(board, 'revocation'),
    counted,
  };
  for (const name of Object.keys(found) as (keyof typeof found)[]) {
    const fits = counts[name] === found[name];
    ledger.require('counts_differ', fits, `${name} is said to be ${counts[name]}, and is ${found[name]}`);
  }
  ledger.require('counts_differ', inChannels === counted, `the channels add up to ${inChannels}, not ${counted}`);
  const withReasons = total(reasons) + otherReasons;
  const explained = withReasons === supersededKeys.length;
  ledger.require('counts_differ', explained, `reasons are given for ${withReasons} of ${supersededKeys.length} keys`);
  const isTelling = reasons.length > 0 && otherReasons > 0 && otherReasons < MIN_REASON;
  ledger.require('reasons_telling', !isTelling, `${otherReasons} keys for other reasons can be told apart`);
  ledger.require('more_ballots_than_people', counted <= rollSize, `${counted} votes of ${rollSize} people`);
}
