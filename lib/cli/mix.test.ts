import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive } from '@/lib/protocol/archive';
import { descriptionText } from '@/lib/protocol/description';
import { checkShuffle } from '@/lib/protocol/mixing';
import { encryptedTally } from '@/lib/protocol/tally';
import { makeSampleBundle, type SampleBundle } from '@/lib/protocol/testing/sample-bundle';
import { simpleCount } from '@/lib/protocol/testing/simple-count';
import { mixCommand } from './mix';
import { runCommand } from './testing/run-command';

const SECRET = 'ab'.repeat(32);
const LINK = `https://city.example/en/mixer#${SECRET}`;
let home: string;
let sample: SampleBundle;
const at = (...names: string[]) => path.join(home, ...names);
const largo = (...args: string[]) => runCommand(() => mixCommand(), ...args);

/** The archive as it stands before the first event of a type. */
const archiveBefore = (type: ArchiveEvent['type'], skip = 0) => {
  const places = sample.events.flatMap((event, i) => (event.type === type ? [i] : []));
  return buildArchive(sample.events.slice(0, places[skip]), sample.timestamp);
};

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'largo-mix-'));
  sample = await makeSampleBundle({ seed: 'mix', count: simpleCount, voters: 3 });
  writeFileSync(at('first.bel'), archiveBefore('Shuffle'));
  writeFileSync(at('second.bel'), archiveBefore('Shuffle', 1));
  writeFileSync(at('mixing-over.bel'), archiveBefore('EndShuffles'));
  writeFileSync(at('mixed.bel'), archiveBefore('PartialDecryption'));
  writeFileSync(at('description.json'), descriptionText(sample.description));
  writeFileSync(at('link'), `${LINK}\n`);
});
afterAll(() => rmSync(home, { recursive: true }));

async function isShuffleOfTally(record: string): Promise<boolean> {
  const ballots = sample.events.flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []));
  const input = encryptedTally(ballots).ciphertexts;
  return (await checkShuffle({ election: sample.election, input, shuffle: record, random: seededRandom('check') })).ok;
}

describe('largo mix, files', () => {
  it('mixes an archive for the mixer whose turn it is', async () => {
    const named = ['--description', at('description.json')];
    const run = await largo(at('first.bel'), '--owner', '1', '--out', at('one.json'), ...named);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(await isShuffleOfTally(readFileSync(at('one.json'), 'utf8'))).toBe(true);
  });

  it('takes a folder with the description in it', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('folder', 'x.bel'), archiveBefore('Shuffle', 1));
    writeFileSync(at('folder', 'description.json'), descriptionText(sample.description));
    expect(await largo(at('folder'), '--owner', '2', '--out', at('two.json'))).toMatchObject({ code: 0 });
  });

  const refused: [string, string[], number, RegExp][] = [
    ['somebody else’s turn', ['second.bel', '--owner', '1'], 1, /mixer 1 has shuffled before/],
    [
      'more mixers than named',
      ['mixing-over.bel', '--owner', '3', '--description', 'description.json'],
      1,
      /every mixer who was named has shuffled/,
    ],
    ['nobody’s turn', ['first.bel', '--owner', '2', '--description', 'description.json'], 1, /turn of mixer 1, not 2/],
    [
      'a mixer that was not named',
      ['second.bel', '--owner', '7', '--description', 'description.json'],
      1,
      /turn of mixer 2/,
    ],
    ['an archive whose mixing has ended', ['mixed.bel', '--owner', '3'], 1, /time for this step has passed/],
    [
      'a description of another election',
      ['first.bel', '--owner', '1', '--description', 'link'],
      1,
      /not the one that the election names/,
    ],
    ['no owner', ['first.bel'], 2, /give a path and --owner/],
    ['an owner of 0', ['first.bel', '--owner', '0'], 2, /number from 1/],
    ['both ways at once', ['first.bel', '--link', 'link'], 2, /--link goes without/],
  ];
  it.each(refused)('refuses %s and writes nothing', async (_, words, code, message) => {
    const args = words.map((word) => (/\.|^link$/.test(word) ? at(word) : word));
    expect(await largo(...args, '--out', at('none.json'))).toMatchObject({ code, err: expect.stringMatching(message) });
    expect(() => readFileSync(at('none.json'))).toThrow('ENOENT');
  });

  it('refuses an archive with a changed ballot', async () => {
    const archive = archiveBefore('Shuffle');
    archive.fill(0x31, 3000, 3001);
    writeFileSync(at('changed.bel'), archive);
    const run = await largo(at('changed.bel'), '--owner', '1', '--out', at('none.json'));
    expect(run).toMatchObject({ code: 1, err: expect.stringMatching(/does not verify, so nothing was done/) });
  });
});

describe('largo mix, by a link', () => {
  function city(answers: Partial<Record<string, () => Response>> = {}) {
    const sent: { url: string; body: string; authorization: string | null }[] = [];
    const request = (async (input: string | URL | Request, init: RequestInit = {}) => {
      const url = String(input).replace('https://city.example/api/v1/', '');
      const authorization = new Headers(init.headers).get('authorization');
      if (init.method === 'POST') sent.push({ url, body: String(init.body), authorization });
      const own = answers[url];
      if (own) return own();
      if (url === 'mixer') return Response.json({ contestId: 'c1', state: 'turn', name: 'Ana' });
      if (url === 'contests/c1/archive') return new Response(archiveBefore('Shuffle').slice());
      if (url === 'contests/c1/board/description') return new Response(descriptionText(sample.description));
      return Response.json({ taken: true }, { status: 201 });
    }) as typeof fetch;
    return { sent, request };
  }
  const byLink = (request: typeof fetch, out: string, link = at('link')) =>
    runCommand(() => mixCommand(request), '--link', link, '--out', at(out));

  it('fetches, verifies, mixes and hands in', async () => {
    const { sent, request } = city();
    expect(await byLink(request, 'linked.json')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Handed in\.\n$/),
    });
    expect(sent).toEqual([
      { url: 'contests/c1/mixes', body: readFileSync(at('linked.json'), 'utf8'), authorization: `Bearer ${SECRET}` },
    ]);
    expect(await isShuffleOfTally(sent[0]?.body ?? '')).toBe(true);
  });

  it.each<[string, string, () => Response, RegExp]>([
    [
      'a link that is not known',
      'mixer',
      () => Response.json({ code: 'not_found' }, { status: 404 }),
      /mixer answers 404 not_found/,
    ],
    ['somebody else’s turn', 'mixer', () => Response.json({ contestId: 'c1', state: 'later' }), /not your turn yet/],
    ['an answer of something else', 'mixer', () => Response.json({}), /no mixer’s place/],
    [
      'another description',
      'contests/c1/board/description',
      () => new Response('{}'),
      /not the one that the election names/,
    ],
    ['an archive that does not verify', 'contests/c1/archive', () => new Response('x'), /nothing was done/],
  ])('stops at %s, and sends nothing', async (_, url, answer, message) => {
    const { sent, request } = city({ [url]: answer });
    expect(await byLink(request, 'stopped.json')).toMatchObject({ code: 1, err: expect.stringMatching(message) });
    expect(sent).toEqual([]);
  });

  it('keeps the shuffle where the server does not take it', async () => {
    const refuse = () => Response.json({ code: 'not_your_turn' }, { status: 409 });
    const { request } = city({ 'contests/c1/mixes': refuse });
    expect(await byLink(request, 'kept.json')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/409 not_your_turn/),
    });
    expect(await isShuffleOfTally(readFileSync(at('kept.json'), 'utf8'))).toBe(true);
  });

  it('says that there is no connection, or no link', async () => {
    const offline = (() => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;
    expect(await byLink(offline, 'off.json')).toMatchObject({ code: 2, err: expect.stringMatching(/no connection/) });
    const none = await byLink(city().request, 'off.json', at('description.json'));
    expect(none).toMatchObject({ code: 2, err: expect.stringMatching(/does not hold the link/) });
  });
});
