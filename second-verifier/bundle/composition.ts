// Which ballots of the board are in the archive, and why not the others (docs/spec/10-composition.md).
import type { Ballot } from '../ballots';
import { comparePoints, type Point } from '../group';
import { readArray } from '../json';
import type { Ledger } from '../ledger';
import type { Board } from './board';
import { readCanonical } from './canonical';
import { checkHead, type Head, type HeadTerms, readHead } from './head';
import { rootOf } from './merkle';
import { readCount, readFingerprint, readHash, readMembers } from './shapes';

const COUNTS = ['slots', 'credentials', 'ballots', 'superseded', 'revoked', 'counted'] as const;
const CHANNELS = ['booth', 'paper', 'web'] as const;
/** A reason is told apart only from so many on. */
export const MIN_REASON = 10;

export interface Composition {
  readonly electionFingerprint: string;
  readonly head: Head;
  readonly supersededKeys: readonly string[];
  readonly leftOutLeaves: readonly number[];
  /** How many superseded keys each reason accounts for. */
  readonly reasons: readonly number[];
  /** How many are not told apart. */
  readonly otherReasons: number;
  readonly counts: Readonly<Record<(typeof COUNTS)[number], number>>;
  /** How many counted ballots the channels account for. */
  readonly inChannels: number;
}

const MEMBERS = [
  'version',
  'electionFingerprint',
  'head',
  'supersededKeys',
  'leftOutLeaves',
  'reasons',
  'otherReasons',
  'counts',
] as const;

export function readComposition(ledger: Ledger, text: string): Composition {
  const value = readCanonical(ledger, text, 'the composition');
  const members = readMembers(ledger, value, MEMBERS, 'the composition');
  ledger.require('not_canonical', members.version === 1, 'the composition is not of version 1');
  const keys = readArray(ledger, members.supersededKeys, 'the superseded keys');
  const leaves = readArray(ledger, members.leftOutLeaves, 'the left-out leaves');
  const counts = readMembers(ledger, members.counts, [...COUNTS, 'channels'], 'the counts');
  const channels = readMembers(ledger, counts.channels, CHANNELS, 'the channels');
  const entries = COUNTS.map((name) => [name, readCount(ledger, counts[name], `the count ${name}`)] as const);
  const ways = CHANNELS.map((name) => readCount(ledger, channels[name], `the channel ${name}`));
  return {
    electionFingerprint: readFingerprint(ledger, members.electionFingerprint, 'the election of the composition'),
    head: readHead(ledger, members.head, 'the composition’s head'),
    supersededKeys: keys.map((key) => readHash(ledger, key, 'a superseded key')),
    leftOutLeaves: leaves.map((leaf) => readCount(ledger, leaf, 'a left-out leaf')),
    reasons: readReasons(ledger, members.reasons),
    otherReasons: readCount(ledger, members.otherReasons, 'other reasons'),
    counts: Object.fromEntries(entries) as Composition['counts'],
    inChannels: total(ways),
  };
}

function readReasons(ledger: Ledger, value: unknown): number[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  ledger.require('not_canonical', isObject, 'the reasons are not an object');
  return Object.entries(value).map(([reason, keys]) => {
    ledger.require('not_canonical', /^[a-z_]{1,40}$/.test(reason), `${reason} is no name of a reason`);
    return readCount(ledger, keys, `the reason ${reason}`, MIN_REASON);
  });
}

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** What the archive holds, as far as the board has to tell of it. */
export interface Archived {
  /** Hashes of its ballots' texts, in order. */
  readonly hashes: readonly string[];
  readonly ballots: readonly Ballot[];
  /** Its credential list, in order, by text. */
  readonly credentials: ReadonlyMap<string, Point>;
}

/** Checks that the archive holds all ballots of the log but those left out, in the order of the log. */
export function checkComposition(
  ledger: Ledger,
  composition: Composition,
  log: readonly string[],
  { leaves, close }: Board,
  leftOut: readonly string[],
  archived: Archived,
  terms: HeadTerms,
): void {
  const { head, leftOutLeaves, electionFingerprint } = composition;
  checkHead(ledger, head, terms, 'the composition’s head');
  const upToClose = log.slice(0, close + 1);
  const isAtClose = head.size === upToClose.length && head.root === rootOf(upToClose);
  ledger.require('composition_head', isAtClose, 'the composition’s head is not that of the log up to the close');
  const isOurs = electionFingerprint === terms.fingerprint;
  ledger.require('composition_head', isOurs, 'the composition is of another election');
  for (const [index, position] of leftOutLeaves.entries()) {
    const ascends = index === 0 || position > (leftOutLeaves[index - 1] as number);
    ledger.require('composition_leaves', ascends, 'the left-out leaves do not ascend');
    const isBallot = leaves[position]?.kind === 'ballot';
    ledger.require('composition_leaves', isBallot, `the left-out leaf ${position} is no ballot`);
  }
  checkBallots(ledger, leaves, new Set(leftOutLeaves), archived.hashes);
  const missing = leftOutLeaves.map((position) => leaves[position]?.value.ballot as string);
  const isSame = JSON.stringify(missing) === JSON.stringify(leftOut);
  ledger.require('left_out_differ', isSame, 'the left-out ballots are not those of the left-out leaves');
  checkCredentials(ledger, archived);
}

function checkBallots(
  ledger: Ledger,
  leaves: Board['leaves'],
  leftOut: ReadonlySet<number>,
  archived: readonly string[],
): void {
  const inArchive = new Set(archived);
  const expected: string[] = [];
  for (const [position, { kind, value }] of leaves.entries()) {
    if (kind !== 'ballot' || leftOut.has(position)) continue;
    const hash = value.ballot as string;
    ledger.require('ballot_dropped', inArchive.has(hash), `the ballot of leaf ${position} is not in the archive`);
    expected.push(hash);
  }
  const onBoard = new Set(expected);
  for (const [index, hash] of archived.entries()) {
    ledger.require('ballot_stuffed', onBoard.has(hash), `ballot ${index + 1} of the archive is not one that counts`);
  }
  const inOrder = JSON.stringify(expected) === JSON.stringify(archived);
  ledger.require('ballot_order', inOrder, 'the archive has its ballots in another order than the log');
}

function checkCredentials(ledger: Ledger, { ballots, credentials }: Archived): void {
  const listed = [...credentials.keys()];
  const sorted = [...credentials].sort(([, a], [, b]) => comparePoints(a, b)).map(([text]) => text);
  ledger.require('credentials_differ', listed.join() === sorted.join(), 'the credentials are not sorted');
  const used = new Set(ballots.map(({ credential }) => credential));
  const isSame = used.size === listed.length && listed.every((credential) => used.has(credential));
  ledger.require('credentials_differ', isSame, 'the credentials are not those of the ballots');
}
