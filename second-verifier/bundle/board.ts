// The leaves of the board's log (docs/spec/09-board.md).
import type { Event, EventType } from '../events';
import { readOwned } from '../events';
import { hashHex } from '../hashing';
import type { Ledger } from '../ledger';
import { canonicalText, readCanonical } from './canonical';
import { readCount, readFingerprint, readHash, readMembers, readMinute, readOneOf } from './shapes';

/** A leaf: its kind, and its members as they were read. */
export interface Leaf {
  readonly kind: keyof typeof MEMBERS;
  readonly value: Readonly<Record<string, unknown>>;
}

const MEMBERS = {
  election: { description: readHash, fingerprint: readFingerprint },
  registration: { credential: readHash },
  ballot: { ballot: readHash },
  revocation: { commitment: readHash },
  close: { closedAt: readMinute },
  tally: { tally: readHash },
  shuffle: { owner: readOwner, shuffle: readHash },
  decryption: { decryption: readHash, owner: readOwner, sidecar: readHash },
  result: { result: readHash },
} as const;

function readOwner(ledger: Ledger, value: unknown, where: string): number {
  return readCount(ledger, value, where, 1);
}

/** A log that has the right shape. */
export interface Board {
  readonly leaves: readonly Leaf[];
  /** The position of the close. */
  readonly close: number;
  readonly closedAt: string;
}

/** What the log has to tell of. */
export interface BoardTerms {
  readonly fingerprint: string;
  /** Hash of the public description. */
  readonly description: string;
  readonly events: readonly Event[];
  /** The side-cars' texts by owner. */
  readonly sideCars: ReadonlyMap<number, unknown>;
}

export function checkBoard(ledger: Ledger, log: readonly string[], terms: BoardTerms): Board {
  const seen = new Set<string>();
  const leaves = log.map((text, position) => {
    const leaf = ledger.under('leaf_malformed', () => readLeaf(ledger, text, `leaf ${position}`));
    ledger.require('leaf_repeated', !seen.has(text), `leaf ${position} stands on the board twice`);
    seen.add(text);
    ledger.tick('the board’s log', position + 1, log.length);
    return leaf;
  });
  const { fingerprint, description } = terms;
  const first = canonicalText({ kind: 'election', fingerprint, description });
  ledger.require('leaf_election', log[0] === first, 'the log does not begin with this election');
  const close = leaves.findIndex(({ kind }) => kind === 'close');
  ledger.require('leaf_misplaced', close >= 0, 'the log has no close');
  for (const [index, { kind }] of leaves.slice(1, close).entries()) {
    const isVoting = kind === 'registration' || kind === 'ballot' || kind === 'revocation';
    ledger.require('leaf_misplaced', isVoting, `leaf ${index + 1}, ${kind}, stands before the close`);
  }
  const told = log.slice(close + 1);
  const expected = leavesOf(ledger, terms);
  ledger.require('leaf_records', told.length === expected.length, 'the log and the archive tell of different steps');
  for (const [index, leaf] of expected.entries()) {
    ledger.require('leaf_records', told[index] === leaf, `leaf ${close + 1 + index} is not ${leaf}`);
  }
  return { leaves, close, closedAt: leaves[close]?.value.closedAt as string };
}

function readLeaf(ledger: Ledger, text: string, where: string): Leaf {
  const value = readCanonical(ledger, text, where);
  const named = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  const kind = readOneOf(ledger, named, Object.keys(MEMBERS) as Leaf['kind'][], `the kind of ${where}`);
  const readers = Object.entries(MEMBERS[kind]);
  const members = readMembers(ledger, value, ['kind', ...readers.map(([name]) => name)], where);
  for (const [name, read] of readers) read(ledger, members[name], `${name} of ${where}`);
  return { kind, value: members };
}

/** The leaves behind the close, made from the archive: tally, shuffles, openings, result. */
function leavesOf(ledger: Ledger, { events, sideCars }: BoardTerms): string[] {
  const of = (type: EventType) => events.filter((event) => event.type === type).map(({ records }) => records);
  const owned = ([text, pointer]: readonly string[]) => ({
    hash: hashHex(text as string),
    owner: readOwned(ledger, pointer as string, 'a record’s owner').owner,
  });
  const leaves = [
    ...of('EncryptedTally').map(([list]) => ({ kind: 'tally', tally: hashHex(list as string) })),
    ...of('Shuffle').map((records) => ({ kind: 'shuffle', owner: owned(records).owner, shuffle: owned(records).hash })),
    ...of('PartialDecryption').map((records) => {
      const { hash, owner } = owned(records);
      return { kind: 'decryption', owner, decryption: hash, sidecar: hashHex(JSON.stringify(sideCars.get(owner))) };
    }),
    ...of('Result').map(([result]) => ({ kind: 'result', result: hashHex(result as string) })),
  ];
  return leaves.map((leaf) => canonicalText(leaf) as string);
}
