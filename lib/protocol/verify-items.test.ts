import { beforeAll, describe, expect, it } from 'vitest';
import { multiply, type Point, parsePoint, pointText } from '../crypto/group';
import type { ArchiveStage } from './archive-report';
import type { JobRunner } from './batch/jobs';
import { addTorsion, editJson, forgeBallot, honestParts, replaceEvent } from './testing/forge';
import {
  archiveOf,
  finishElection,
  makeSmallElection,
  type SmallElection,
  samplePayload,
  sidecarList,
} from './testing/small-election';
import { verifyArchive } from './verify-archive';

/** Vouches for nothing, so that everything is checked one by one. */
const doubting: JobRunner = { lanes: 1, run: async () => null };
let made: SmallElection;
/** The same election with a ballot more, whose payload is written as another point than the first that is good. */
let marked: Uint8Array;

/** Writes a payload as the second point that stands for it. */
function secondEncoding(payload: Uint8Array): Point {
  const start = BigInt(`0x${Buffer.from(payload).toString('hex')}`) << 14n;
  const found: Point[] = [];
  for (let k = 0n; found.length < 2; k++) {
    const point = parsePoint((start + k).toString(16).padStart(64, '0'));
    if (point) found.push(point);
  }
  return found[1] as Point;
}

beforeAll(async () => {
  made = await makeSmallElection('item by item', 3, [0, 1, 2, 1]);
  const parts = honestParts(made, 0, samplePayload(9));
  const key = parsePoint(made.election.publicKey) as Point;
  const beta = multiply(key, parts.encryption).add(secondEncoding(samplePayload(9)));
  const ballot = forgeBallot(made, { ...parts, choices: { alpha: parts.choices.alpha, beta: pointText(beta) } });
  const ballots = made.events.flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []));
  marked = archiveOf((await finishElection(made, [...ballots, ballot])).events);
});

type Options = Partial<Parameters<typeof verifyArchive>[1]>;

/** The reports of both ways, without the name of the way. */
async function bothWays(bytes: Uint8Array, options: Options = {}) {
  const { random } = made;
  const { method: batch, ...together } = await verifyArchive(bytes, { random, ...options });
  const { method, ...oneByOne } = await verifyArchive(bytes, { random, ...options, runner: doubting });
  expect([batch, method]).toEqual(['batch', 'items']);
  expect(oneByOne).toEqual(together);
  return oneByOne;
}

describe('checks made one by one', () => {
  it('say the same as checks made together', async () => {
    const { checks, facts, level } = await bothWays(archiveOf(made.events));
    expect(level).toBe('archive');
    expect(checks.map(({ name, detail }) => `${name}: ${detail ?? ''}`)).toEqual([
      'file: ',
      'events: 13 events',
      'setup: 2 trustees, 3 credentials',
      'ballots: 4 ballots, 1 of them replaced by a later one',
      'tally: 3 ciphertexts',
      'shuffles: 2 shuffles by 2 mixers',
      'decryptions: 2 partial decryptions',
      'result: 3 payloads',
      'plaintexts: none is marked',
    ]);
    expect(facts).toMatchObject({ voters: 3, ballots: 4, counted: 3, markedPlaintexts: [] });
  });

  it('find a plaintext that its maker has marked', async () => {
    const { ok, facts, checks } = await bothWays(marked);
    expect(ok).toBe(true);
    const place = facts.payloads.findIndex((payload) => payload[2] === 9);
    expect(facts.markedPlaintexts).toEqual([place]);
    expect(checks.at(-1)?.detail).toBe(`marked by their makers: ${place} (counting from 0)`);
    expect((await bothWays(marked, { checkPlaintexts: false })).facts.markedPlaintexts).toEqual([]);
  });

  it.each<[ArchiveStage, number]>([
    ['setup', 0],
    ['ballots', 2],
    ['tally', 6],
    ['shuffles', 7],
    ['mixed', 9],
    ['decryptions', 10],
  ])('stop at the stage "%s" alike', async (upTo, last) => {
    const { ok, checks } = await bothWays(archiveOf(made.events.slice(0, last + 1)), { upTo });
    expect(ok).toBe(true);
    expect(checks.at(-1)?.name).toBe(upTo === 'mixed' ? 'shuffles' : upTo);
  });

  it.each(['', '\n'])('take side-cars that end with %j', async (end) => {
    const { level, checks } = await bothWays(archiveOf(made.events), { sidecars: sidecarList(made.sidecars) + end });
    expect(level).toBe('archive+sidecars');
    expect(checks.find(({ name }) => name === 'sidecars')).toEqual({
      name: 'sidecars',
      ok: true,
      detail: '2 strong decryption proofs',
    });
  });

  it.each<[string, string, (sidecars: string[]) => string]>([
    ['one missing', 'sidecar_missing', ([first = '']) => sidecarList([first])],
    ['none', 'sidecar_missing', () => '[]'],
    ['one twice', 'sidecar_unexpected', ([first = '']) => sidecarList([first, first])],
    ['one of nobody', 'sidecar_unexpected', ([first = '']) => sidecarList([editJson(first, (v) => (v.owner = 3))])],
    ['one of another', 'sidecar_bad_proof', ([first = '']) => sidecarList([editJson(first, (v) => (v.owner = 2))])],
    ['blanks', 'not_canonical', (all) => `${sidecarList(all)} `],
    ['two line ends', 'not_canonical', (all) => `${sidecarList(all)}\n\n`],
    ['a line end within', 'not_canonical', (all) => sidecarList(all).replace(',', ',\n')],
    ['something else', 'not_canonical', () => 'sidecars'],
  ])('refuse side-cars with %s', async (_, code, change) => {
    const options = { random: made.random, sidecars: change([...made.sidecars]) };
    const { failure } = await verifyArchive(archiveOf(made.events), options);
    expect(failure).toMatchObject({ check: 'sidecars', code });
  });

  it('take a line end of Windows, too', async () => {
    const options = { random: made.random, sidecars: `${sidecarList(made.sidecars)}\r\n` };
    expect(await verifyArchive(archiveOf(made.events), options)).toMatchObject({ ok: true, level: 'archive+sidecars' });
  });

  it('refuse a result too many, and what the steps before it would have let pass', async () => {
    const { random } = made;
    const without = (type: string, number: number) =>
      archiveOf(replaceEvent(made.events, type as 'PartialDecryption', number, () => []));
    const missing = await verifyArchive(without('PartialDecryption', 1), { random });
    expect(missing.failure).toMatchObject({ check: 'decryptions', code: 'decryption_missing' });
    const other = replaceEvent(made.events, 'Result', 0, (event) => [
      { ...event, result: editJson(event.result, (v) => v.result[0].reverse()) },
    ]);
    expect((await verifyArchive(archiveOf(other), { random })).failure).toMatchObject({ code: 'result_mismatch' });
    const torsion = replaceEvent(made.events, 'PartialDecryption', 0, (event) => [
      {
        ...event,
        record: editJson(event.record, (v) => (v.decryption_factors[0][0] = addTorsion(v.decryption_factors[0][0]))),
      },
    ]);
    expect((await verifyArchive(archiveOf(torsion), { random })).failure).toMatchObject({
      check: 'decryptions',
      code: 'point_not_in_subgroup',
      message: expect.stringMatching(/^event 10 \(partial decryption of trustee 1\): /),
    });
  });

  it('need a trustee’s decryption before there is a result, not before', async () => {
    const running = archiveOf(made.events.slice(0, 11));
    expect(await bothWays(running, { upTo: 'decryptions' })).toMatchObject({ ok: true, facts: { decryptions: [1] } });
  });
});
