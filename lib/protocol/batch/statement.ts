/** What a batch verification is about, put in order before the costly work: everything here is read, little is checked. */
import { isIdentity } from '../../crypto/group';
import { PointReader } from '../../crypto/point-reader';
import type { ArchiveRecord, ScannedArchive } from '../archive';
import type { ArchiveStage } from '../archive-report';
import { type ParsedElection, requireElection } from '../election';
import { type ParsedTrustees, requireTrustees } from '../trustees';
import { ballotOffsets } from './ballot-job';
import { readShuffledList } from './shuffle-text';
import { ascii, Doubt, POINT_BYTES, POINT_DIGITS, TextReader } from './text-reader';

/** A record that names its owner. */
export interface OwnedRecord {
  readonly owner: number;
  readonly content: Uint8Array;
}

export interface BallotRecord extends ArchiveRecord {
  /** Texts of its points, as far as they stand where they should. */
  readonly credential: string;
  readonly alpha: string;
  readonly beta: string;
}

export interface Statement {
  readonly election: ParsedElection;
  readonly trustees: ParsedTrustees;
  /** Texts and encodings of the credentials. */
  readonly credentials: readonly string[];
  readonly credentialPoints: Uint8Array;
  readonly ballots: readonly BallotRecord[];
  /** Encodings of α and β of every ballot. */
  readonly ballotPoints: Uint8Array;
  /** Numbers of the ballots that count, in the order of the tally. */
  readonly counted: readonly number[];
  /** Encodings of the tally, and of what each shuffle puts out. */
  readonly lists: readonly Uint8Array[];
  /** The text `[[…]]` of the last list, if there is a shuffle. */
  readonly lastList: Uint8Array;
  readonly shuffles: readonly OwnedRecord[];
  readonly decryptions: readonly OwnedRecord[];
}

function recordsOf(archive: ScannedArchive, type: 'Shuffle' | 'PartialDecryption'): OwnedRecord[] {
  return archive.events.flatMap((event, height) => {
    const record = archive.records[height];
    return event.type === type && 'owner' in event && record ? [{ owner: event.owner, content: record.content }] : [];
  });
}

function readCredentials(text: string): { texts: string[]; points: Uint8Array } {
  const reader = new TextReader(ascii(text));
  const [open, next, close] = [ascii('["'), ascii('","'), ascii('"]')];
  const texts: string[] = [];
  if (text === '[]') return { texts, points: new Uint8Array() };
  const points = new Uint8Array(POINT_BYTES * Math.ceil(text.length / (POINT_DIGITS + 3)));
  do {
    reader.expect(texts.length === 0 ? open : next);
    reader.point(points, texts.length * POINT_BYTES);
    texts.push(text.slice(reader.position - POINT_DIGITS, reader.position));
  } while (!reader.takes(close));
  reader.end();
  return { texts, points: points.subarray(0, texts.length * POINT_BYTES) };
}

const IDENTITY_TEXT = '1'.padStart(POINT_DIGITS, '0');

function requireCredentialList(texts: readonly string[]): void {
  const distinct = new Set(texts);
  if (distinct.size !== texts.length || distinct.has(IDENTITY_TEXT)) throw new Doubt();
}

function readBallots(archive: ScannedArchive, election: ParsedElection): BallotRecord[] {
  const offsets = ballotOffsets(election);
  return archive.events.flatMap((event, height) => {
    const record = archive.records[height];
    if (event.type !== 'Ballot' || !record) return [];
    const part = (offset: number) => event.ballot.slice(offset, offset + POINT_DIGITS);
    return [{ ...record, credential: part(offsets.credential), alpha: part(offsets.alpha), beta: part(offsets.beta) }];
  });
}

function readBallotPoints(ballots: readonly BallotRecord[], election: ParsedElection): Uint8Array {
  const offsets = ballotOffsets(election);
  const points = new Uint8Array(2 * POINT_BYTES * ballots.length);
  for (const [i, { content }] of ballots.entries()) {
    const read = (offset: number, slot: number) =>
      new TextReader(content.subarray(offset, offset + POINT_DIGITS)).point(points, slot * POINT_BYTES);
    read(offsets.alpha, 2 * i);
    read(offsets.beta, 2 * i + 1);
  }
  return points;
}

/**
 * All ballots differ, in text and in ciphertext, and come from credentials of the list. Two ballots with one α are not
 * looked at any closer here.
 */
function requireDistinct(ballots: readonly BallotRecord[], credentials: readonly string[]): void {
  const listed = new Set(credentials);
  const seen = new Set<string>();
  for (const { hash, credential, alpha } of ballots) {
    if (!listed.has(credential)) throw new Doubt();
    seen.add(hash).add(alpha);
  }
  if (seen.size !== 2 * ballots.length) throw new Doubt();
}

/** The last ballot of each credential, sorted by the encodings of α, then β. */
function tallyOrder(ballots: readonly BallotRecord[], points: Uint8Array): number[] {
  const last = new Map(ballots.map(({ credential }, i) => [credential, i]));
  const width = 2 * POINT_BYTES;
  return [...last.values()].sort((a, b) => {
    for (let i = 0; i < width; i++) {
      const difference = (points[a * width + i] as number) - (points[b * width + i] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function pick(points: Uint8Array, numbers: readonly number[]): Uint8Array {
  const width = 2 * POINT_BYTES;
  const picked = new Uint8Array(width * numbers.length);
  for (const [i, number] of numbers.entries()) {
    picked.set(points.subarray(number * width, (number + 1) * width), i * width);
  }
  return picked;
}

function readSetup(archive: ScannedArchive) {
  const setup = archive.events[0];
  if (setup?.type !== 'Setup') throw new Doubt();
  const reader = new PointReader();
  const election = requireElection(setup.election, reader);
  const trustees = requireTrustees(setup.trustees, reader);
  if (trustees.publicKey.text !== election.publicKey || isIdentity(election.key.point)) throw new Doubt();
  return { election, trustees, ...readCredentials(setup.credentials) };
}

/**
 * Reads an archive whose events are in order, as far as `stage` reaches; throws a `Doubt` or a `Refusal` where the
 * itemised checks have to look.
 */
export function readStatement(archive: ScannedArchive, reaches: (stage: ArchiveStage) => boolean): Statement {
  const { election, trustees, texts: credentials, points: credentialPoints } = readSetup(archive);
  requireCredentialList(credentials);
  const ballots = reaches('ballots') ? readBallots(archive, election) : [];
  requireDistinct(ballots, credentials);
  const ballotPoints = readBallotPoints(ballots, election);
  const counted = tallyOrder(ballots, ballotPoints);
  const shuffles = reaches('shuffles') ? recordsOf(archive, 'Shuffle') : [];
  const shuffled = shuffles.map(({ content }) => readShuffledList(content, counted.length));
  return {
    election,
    trustees,
    credentials,
    credentialPoints,
    ballots,
    ballotPoints,
    counted,
    lists: [pick(ballotPoints, counted), ...shuffled.map(({ points }) => points)],
    lastList: shuffled.at(-1)?.text ?? new Uint8Array(),
    shuffles,
    decryptions: reaches('decryptions') ? recordsOf(archive, 'PartialDecryption') : [],
  };
}
