import { beforeAll, describe, expect, it } from 'vitest';
import { countPublished } from '../counting/published';
import { sha256Hex } from '../crypto/hash';
import { seededRandom } from '../crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive } from './archive';
import { headText, type Leaf, leafText } from './board';
import { compositionText } from './composition';
import { mix } from './mixing';
import { type BoardAtOpening, checkBoardAtOpening } from './opening-board';
import { encryptedTally } from './tally';
import { signSampleHead } from './testing/sample-board';
import { makeSampleBundle, type SampleBundle } from './testing/sample-bundle';
import { verifyForOpening } from './verify-input';

const random = seededRandom('opening board');
let sample: SampleBundle;
let events: ArchiveEvent[];
let board: BoardAtOpening;

/** What a trustee's device does with an archive and a board that a server shows it. */
async function judge(shownEvents: readonly ArchiveEvent[], shownBoard: BoardAtOpening): Promise<string> {
  const found = await verifyForOpening(buildArchive(shownEvents, sample.timestamp), { random });
  if (!found.ok) return `archive: ${found.report.failure?.code}`;
  const checked = await checkBoardAtOpening(found.verified, shownBoard);
  return checked.ok ? 'opens' : checked.code;
}

/** An archive of these ballots alone, mixed by the server under the names of the mixers: sound in itself. */
async function archiveOf(ballots: readonly string[]): Promise<ArchiveEvent[]> {
  const setup = events[0] as Extract<ArchiveEvent, { type: 'Setup' }>;
  const kept = new Set(ballots.map((text) => (JSON.parse(text) as { credential: string }).credential));
  const all = JSON.parse(setup.credentials) as string[];
  const credentials = JSON.stringify(all.filter((credential) => kept.has(credential)));
  const { tally, sized, ciphertexts } = encryptedTally(ballots);
  const made: ArchiveEvent[] = [
    { ...setup, credentials },
    ...ballots.map((ballot): ArchiveEvent => ({ type: 'Ballot', ballot })),
    { type: 'EndBallots' },
    { type: 'EncryptedTally', tally, sized },
  ];
  let input = ciphertexts;
  for (const owner of [1, 2]) {
    const shuffle = await mix({ election: sample.election, input, random });
    input = (JSON.parse(shuffle) as { ciphertexts: [typeof input] }).ciphertexts[0];
    made.push({ type: 'Shuffle', owner, shuffle });
  }
  return [...made, { type: 'EndShuffles' }];
}

const ballotsOf = () => events.flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []));

/** The board with another log, signed by its own key. */
function withLog(log: readonly string[]): BoardAtOpening {
  const head = signSampleHead(log, sample.election.fingerprint, sample.description.closesAt, sample.signingKey);
  return { ...board, log: [...log], head: headText(head) };
}

beforeAll(async () => {
  sample = await makeSampleBundle({ seed: 'opening board', count: countPublished });
  events = sample.events.slice(0, sample.events.findIndex(({ type }) => type === 'EndShuffles') + 1);
  const openings = sample.parts.log.findIndex((text) => text.includes('"kind":"decryption"'));
  board = { ...sample.parts };
  board = withLog(sample.parts.log.slice(0, openings));
});

describe('SEC-06: before a key is used', () => {
  it('the archive is held against the board, also after others have opened', async () => {
    expect(board.leftOut.length).toBeGreaterThan(0);
    expect(await judge(events, board)).toBe('opens');
    const openings = sample.parts.log.filter((text) => text.includes('"kind":"decryption"'));
    expect(await judge(events, withLog([...board.log, ...openings]))).toBe('opens');
  });

  it('an archive of one ballot, sound in itself, is refused', async () => {
    const last = ballotsOf().at(-1) as string;
    const lonely = await archiveOf([last]);
    expect(await verifyForOpening(buildArchive(lonely, sample.timestamp), { random })).toMatchObject({ ok: true });
    expect(await judge(lonely, board)).toBe('leaf_records');
  });

  it('an archive without one ballot is refused, also where the log names its tally and shuffles', async () => {
    const fewer = await archiveOf(ballotsOf().slice(0, -1));
    const close = board.log.findIndex((text) => text.includes('"kind":"close"'));
    const later = fewer.flatMap((event) => leavesOf(event)).map(leafText);
    const shown = withLog([...board.log.slice(0, close + 1), ...later]);
    expect(await judge(fewer, shown)).toBe('ballot_dropped');
    const { composition } = sample.composed;
    const ballot = board.log.findLastIndex((text) => text.includes('"kind":"ballot"'));
    const leftOutLeaves = [...composition.leftOutLeaves, ballot].sort((a, b) => a - b);
    const left = { ...shown, composition: compositionText({ ...composition, leftOutLeaves }) };
    expect(await judge(fewer, left)).not.toBe('opens');
  });

  it('shuffles that the log does not hold are refused: whoever made them knows where each ballot went', async () => {
    expect(await judge(await archiveOf(ballotsOf()), board)).toBe('leaf_records');
  });

  it('a log without a close, of another election, or signed by another key is refused', async () => {
    const close = board.log.findIndex((text) => text.includes('"kind":"close"'));
    expect(await judge(events, withLog(board.log.slice(0, close)))).toBe('leaf_misplaced');
    expect(await judge(events, { ...board, log: board.log.slice(0, -1) })).toBe('head_size');
    const stranger = await makeSampleBundle({ seed: 'another board', count: countPublished });
    expect(await judge(events, { ...board, head: stranger.parts.head })).toBe('head_other_election');
    expect(await judge(events, { ...board, description: stranger.parts.description })).toBe('description_hash');
    const forged = signSampleHead(board.log, sample.election.fingerprint, sample.description.closesAt, random(32));
    expect(await judge(events, { ...board, head: headText(forged) })).toBe('head_signature');
  });

  it('mixers who were not named in advance are refused', async () => {
    const renamed = events.map((event) =>
      event.type === 'Shuffle' && event.owner === 2 ? { ...event, owner: 7 } : event,
    );
    expect(await judge(renamed, board)).toBe('mixers_differ');
  });

  it('a further shuffle in the log is refused, a result is not: the list is the same', async () => {
    const result = { ...board, log: sample.parts.log, head: sample.parts.head };
    expect(await judge(events, result)).toBe('opens');
    const further = leafText({ kind: 'shuffle', owner: 3, shuffle: '0'.repeat(64) });
    expect(await judge(events, withLog([...board.log, further]))).toBe('leaf_records');
  });
});

function leavesOf(event: ArchiveEvent): Leaf[] {
  const hash = (text: string) => sha256Hex(text);
  if (event.type === 'EncryptedTally') return [{ kind: 'tally', tally: hash(event.tally) }];
  if (event.type === 'Shuffle') return [{ kind: 'shuffle', owner: event.owner, shuffle: hash(event.shuffle) }];
  return [];
}
