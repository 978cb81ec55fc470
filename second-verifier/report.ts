// A verdict as text for a terminal.
import { CHECKS } from './checks';
import type { Ledger, Refused } from './ledger';
import type { VerifiedArchive } from './verify-archive';
import type { VerifiedBundle } from './verify-bundle';

/** What was tested, how often, and where it ended. */
export function describeChecks(ledger: Ledger, refused: Refused | null): string[] {
  const width = Math.max(...Object.keys(CHECKS).map((name) => name.length));
  return ledger.list().map(({ check, sentence, tests }) => {
    const mark = check === refused?.check ? '✗' : '✓';
    return `  ${mark} ${check.padEnd(width)}  ${sentence} (${tests})`;
  });
}

export function factsOfArchive({ election, ballots, votes, mixers, trustees, markedVotes }: VerifiedArchive): string[] {
  const groups = trustees.map(({ kind, threshold, keys }) =>
    kind === 'single' ? 'a single one' : `${threshold} of ${keys.length}`,
  );
  const marked = markedVotes.length === 0 ? [] : [`Marked votes: ${markedVotes.join(', ')} (they count)`];
  return [
    `Election: ${election.name} (${election.uuid})`,
    `Fingerprint: ${election.fingerprint}`,
    `Ballots: ${votes.length} counted of ${ballots.length} cast`,
    `Mixed by owners: ${mixers.join(', ')}`,
    `Trustees: ${groups.join(' and ')}`,
    ...marked,
  ];
}

export function factsOfBundle({ description, head, witnesses, closedAt, outcome, ignored }: VerifiedBundle): string[] {
  const { city, contest, closesAt, currency } = description;
  return [
    `Contest: ${contest}, ${city}`,
    `Board key: ${description.boardKey}`,
    `Board head: ${head.size} leaves, root ${head.root}`,
    ...witnesses.map(({ name, publicKey }) => `Co-signed by: ${publicKey} (“${name}”)`),
    `Closed: ${closedAt} (announced: ${closesAt})`,
    `Votes: ${outcome.valid} valid, ${outcome.blank} of them blank; ${outcome.invalid} invalid`,
    `Winners: ${outcome.winners.join(', ') || 'none'}`,
    `Total cost: ${amountText(outcome.totalCostMinor, currency.exponent)} ${currency.code}`,
    ...(ignored.length === 0 ? [] : [`Not looked at: ${ignored.join(', ')}`]),
  ];
}

/** Minor units with a decimal point. */
function amountText(minor: number, exponent: number): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Texts of a file go to a terminal: characters that move its cursor or turn its writing must not. */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
