import { readArchive } from './archive';
import { type Ballot, type Ciphertext, readBallots } from './ballots';
import { readCredentials } from './credentials';
import { checkPartialDecryption, checkResult, openList } from './decryption';
import { type Election, readElection } from './election';
import { decode, encode } from './encoding';
import { checkOrder, type Event, type EventType, readEvents, readOwned } from './events';
import { O, type Point } from './group';
import type { Ledger } from './ledger';
import { checkShuffle } from './shuffle';
import { checkSideCar, readSideCars } from './side-car';
import { checkTally } from './tally';
import { jointKey, keyOf, readTrustees, type TrusteeGroup } from './trustees';

/** What a verified archive says. */
export interface VerifiedArchive {
  readonly election: Election;
  readonly trustees: readonly TrusteeGroup[];
  /** The credential list by text, in its order. */
  readonly credentials: ReadonlyMap<string, Point>;
  readonly ballots: readonly Ballot[];
  /** The owners of the shuffles, in order. */
  readonly mixers: readonly number[];
  /** The opened votes' bytes, in the order of the result. */
  readonly votes: readonly number[][];
  /** Places (from 0) of votes that are not encoded in the one proper way: a mark, reported and counted. */
  readonly markedVotes: readonly number[];
  readonly events: readonly Event[];
}

/**
 * Makes the checks `file` … `plaintexts` of docs/spec/17-checks.md, in that order; throws `Refused` at the first that
 * fails.
 * @param sideCars text of the side-cars; undefined: the openings' strong proofs are not at hand
 */
export function verifyArchive(ledger: Ledger, file: Uint8Array, sideCars: string | undefined): VerifiedArchive {
  ledger.enter('file');
  const events = readEvents(ledger, readArchive(ledger, file));
  ledger.enter('events');
  checkOrder(ledger, events);
  const of = (type: EventType) => events.filter((event) => event.type === type).map(({ records }) => records);

  ledger.enter('setup');
  const [electionText, trusteesText, credentialsText] = of('Setup')[0] as [string, string, string];
  const election = readElection(ledger, electionText);
  const trustees = readTrustees(ledger, trusteesText);
  const joint = jointKey(trustees);
  ledger.require('election_key_identity', !joint.equals(O), 'the trustees’ keys add up to the neutral point');
  ledger.require('election_key_mismatch', joint.equals(election.key), 'the election key is not the trustees’ sum');
  const credentials = readCredentials(ledger, credentialsText);

  ledger.enter('ballots');
  const ballotTexts = of('Ballot').map(([text]) => text as string);
  const ballots = readBallots(ledger, ballotTexts, election, credentials);

  ledger.enter('tally');
  const [tally, sized] = of('EncryptedTally')[0] as [string, string];
  const list = checkTally(ledger, ballots, tally, sized);

  ledger.enter('shuffles');
  const { mixed, mixers } = checkShuffles(ledger, of('Shuffle'), list, election);

  ledger.enter('decryptions');
  const openings = checkOpenings(ledger, of('PartialDecryption'), mixed, trustees, election);
  const plaintexts = openList(ledger, mixed, trustees, openings);

  if (sideCars !== undefined) {
    ledger.enter('sidecars');
    checkSideCars(ledger, sideCars, mixed, trustees, openings, election);
  }

  ledger.enter('result');
  const votes = checkResult(ledger, of('Result')[0]?.[0] as string, plaintexts, election.voteLength);
  ledger.enter('plaintexts');
  const markedVotes = findMarked(ledger, plaintexts, election.voteLength);
  return { election, trustees, credentials, ballots, mixers, votes, markedVotes, events };
}

type Records = readonly (readonly string[])[];

function checkShuffles(ledger: Ledger, shuffles: Records, list: readonly Ciphertext[], election: Election) {
  const mixers: number[] = [];
  let mixed = list;
  for (const [index, [text, owned]] of shuffles.entries()) {
    const where = `shuffle ${index + 1}`;
    const { owner } = readOwned(ledger, owned as string, where);
    ledger.require('shuffle_bad_owner', owner >= 1, `${where} is by owner ${owner}`);
    mixed = checkShuffle(ledger, text as string, mixed, election, where);
    mixers.push(owner);
  }
  const different = new Set(mixers).size;
  ledger.require('shuffle_too_few_mixers', different >= 2, `${different} owners shuffled, not two or more`);
  return { mixed, mixers };
}

/** Every trustee's factors by owner id. */
function checkOpenings(
  ledger: Ledger,
  records: Records,
  mixed: readonly Ciphertext[],
  trustees: readonly TrusteeGroup[],
  { fingerprint }: Election,
): Map<number, readonly Point[]> {
  const openings = new Map<number, readonly Point[]>();
  for (const [text, owned] of records) {
    const { owner } = readOwned(ledger, owned as string, 'an opening');
    ledger.require('decryption_duplicate_owner', !openings.has(owner), `owner ${owner} opened twice`);
    const key = keyOf(trustees, owner);
    ledger.require('decryption_bad_owner', key !== null, `there is no trustee ${owner}`);
    openings.set(owner, checkPartialDecryption(ledger, text as string, mixed, owner, key, fingerprint));
  }
  return openings;
}

function checkSideCars(
  ledger: Ledger,
  text: string,
  mixed: readonly Ciphertext[],
  trustees: readonly TrusteeGroup[],
  openings: ReadonlyMap<number, readonly Point[]>,
  { hash: electionHash }: Election,
): void {
  const byOwner = readSideCars(ledger, text);
  for (const [owner, sideCar] of byOwner) {
    const factors = openings.get(owner);
    const key = keyOf(trustees, owner);
    ledger.require('sidecar_unexpected', factors !== undefined && key !== null, `owner ${owner} has not opened`);
    checkSideCar(ledger, sideCar, { electionHash, mixed, owner, key, factors });
  }
  for (const owner of openings.keys()) {
    ledger.require('sidecar_missing', byOwner.has(owner), `there is no side-car of owner ${owner}`);
  }
}

function findMarked(ledger: Ledger, plaintexts: readonly Point[], length: number): number[] {
  return [...plaintexts.keys()].filter((index) => {
    const point = plaintexts[index] as Point;
    ledger.tick('looking for marks', index + 1, plaintexts.length);
    return !encode(decode(point, length)).equals(point);
  });
}
