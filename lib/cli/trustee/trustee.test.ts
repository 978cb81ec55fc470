import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive } from '@/lib/protocol/archive';
import { headText } from '@/lib/protocol/board';
import { secretText, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import { MESSAGE_KINDS } from '@/lib/protocol/ceremony/types';
import type { CiphertextText } from '@/lib/protocol/ciphertexts';
import { combineResult } from '@/lib/protocol/opening';
import { dealAnything, playWithDealing } from '@/lib/protocol/testing/cheat';
import { playHonestly } from '@/lib/protocol/testing/play-ceremony';
import { signSampleHead } from '@/lib/protocol/testing/sample-board';
import { makeSampleBundle, type SampleBundle } from '@/lib/protocol/testing/sample-bundle';
import {
  archiveOf,
  castBallots,
  closeElection,
  type Draft,
  draftElection,
  sidecarList,
  unwrap,
} from '@/lib/protocol/testing/small-election';
import { mixCommand } from '../mix';
import { type Run, runCommand } from '../testing/run-command';
import { verifyCommand } from '../verify';
import { addMessage, createFolder } from './ceremony-folder';
import { keep } from './key-files';
import { trusteeCommand } from './trustee';

const PASSPHRASE = 'quatro largas pedras brancas';
let home: string;
const at = (...names: string[]) => path.join(home, ...names);
const trustee = (...args: string[]): Promise<Run> => runCommand(trusteeCommand, ...args);
const secretly = (...args: string[]) => trustee(...args, '--passphrase-file', at('passphrase'));
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const joining = (folder: string, index: number) =>
  secretly('new', folder, '--index', String(index), '--key', at(`${index}.key`), '--sheet', at(`${index}.sheet`));

function markOf(status: string, what: 'certificates' | 'block'): string {
  return new RegExp(`Fingerprint of the ${what}: +(.*)`).exec(status)?.[1] as string;
}

/** All three answer one step. */
async function answerAll(folder: string, compared?: string): Promise<void> {
  for (const index of [1, 2, 3]) {
    const said = compared === undefined ? [] : ['--compared', compared];
    const { code, err } = await secretly('answer', folder, '--key', at(`${index}.key`), ...said);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  }
}

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'largo-trustee-'));
  writeFileSync(at('passphrase'), `${PASSPHRASE}\n`);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a ceremony of 2 of 3 by files alone', { timeout: 60_000 }, () => {
  let draft: Draft;
  let events: ArchiveEvent[];
  const ceremony = () => at('ceremony');
  const archiveFile = (name: string, list: readonly ArchiveEvent[]) => {
    writeFileSync(at(name), archiveOf(list));
    return at(name);
  };

  it('begins with a folder and a certificate of each', async () => {
    expect(await trustee('start', ceremony(), '--threshold', '2', '--size', '3')).toMatchObject({ code: 0 });
    for (const index of [1, 2, 3]) expect(await joining(ceremony(), index)).toMatchObject({ code: 0, err: '' });
    expect(statSync(at('1.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(at('1.key'), 'utf8')).not.toContain(PASSPHRASE);
    const { code, out } = await trustee('status', ceremony());
    expect(code).toBe(0);
    expect(out).toContain('Step: commitment. Waiting for trustee 1, 2, 3.');
  });

  it('goes on only with the fingerprint that everybody compared', async () => {
    const without = await secretly('answer', ceremony(), '--key', at('1.key'));
    expect(without).toMatchObject({
      code: 2,
      err: expect.stringMatching(/compare the fingerprint of the certificates/),
    });
    const other = await secretly('answer', ceremony(), '--key', at('1.key'), '--compared', 'ABCD');
    expect(other).toMatchObject({ code: 1, err: expect.stringMatching(/Somebody was given others/) });
    const mark = markOf((await trustee('status', ceremony())).out, 'certificates');
    await answerAll(ceremony(), mark.toLowerCase().replaceAll(' ', '-'));
    await answerAll(ceremony());
    await answerAll(ceremony());
    await answerAll(ceremony(), markOf((await trustee('status', ceremony())).out, 'block'));
    expect((await trustee('status', ceremony())).out).toContain('All steps are done');
    expect(readdirSync(ceremony())).toHaveLength(16);
  });

  it('is answered once, and overwrites nothing', async () => {
    const again = await secretly('answer', ceremony(), '--key', at('1.key'));
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/ceremony_over/) });
    expect(await joining(ceremony(), 1)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nothing is ever overwritten/),
    });
    expect(await trustee('start', ceremony(), '--threshold', '2', '--size', '3')).toMatchObject({ code: 2 });
  });

  it('makes a block that an election can be set up with, and shares of their own', async () => {
    expect(await trustee('block', ceremony(), '--out', at('block.json'))).toMatchObject({ code: 0 });
    const pedersen = readFileSync(at('block.json'), 'utf8');
    draft = draftElection('by files', 3, () => ({ parts: [{ pedersen }], privateKeys: [] }));
    const { ballots } = castBallots(draft, [0, 1, 2, 1]);
    events = closeElection(draft, ballots);
    const made = await secretly(
      'share',
      ceremony(),
      ...['--key', at('3.key'), '--share', at('3.share'), '--sheet', at('3.share.sheet')],
    );
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining(draft.trustees.keys[2]?.text as string) });
  });

  it('is mixed by two mixers, each once', async () => {
    for (const owner of [1, 4]) {
      const file = archiveFile(`before-${owner}.bel`, events);
      const out = at(`mix-${owner}.json`);
      expect(await runCommand(() => mixCommand(), file, '--owner', String(owner), '--out', out)).toMatchObject({
        code: 0,
      });
      events.push({ type: 'Shuffle', owner, shuffle: readFileSync(out, 'utf8') });
    }
    const twice = ['--owner', '4', '--out', at('again.json')];
    const refused = await runCommand(() => mixCommand(), archiveFile('mixed.bel', events), ...twice);
    expect(refused).toMatchObject({ code: 1, err: 'mixer 4 has shuffled before' });
  });

  it('is not opened before the mixing has ended', async () => {
    const file = archiveFile('mixing.bel', events);
    const { code, err } = await secretly(
      'open',
      '--without-board',
      file,
      '--key',
      at('3.share'),
      '--out',
      at('early.json'),
    );
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/does not verify, so nothing was done/) });
    expect(readdirSync(home).filter((name) => name.endsWith('.opened'))).toEqual([]);
    events.push({ type: 'EndShuffles' });
  });

  it('is opened by two, from a seed and from a share', async () => {
    const file = archiveFile('ready.bel', events);
    const seeded = ['--key', at('2.key'), '--ceremony', ceremony()];
    const runs = [
      await secretly('open', '--without-board', file, ...seeded, '--out', at('open-2.json')),
      await secretly('open', '--without-board', file, '--key', at('3.share'), '--out', at('open-3.json')),
    ];
    for (const { code, err } of runs) expect({ code, err }).toEqual({ code: 0, err: '' });
    const partials = [2, 3].map((owner) => ({ owner, ...(json(at(`open-${owner}.json`)) as { record: string }) }));
    const last = events.findLast((event) => event.type === 'Shuffle');
    const { ciphertexts } = JSON.parse(last?.type === 'Shuffle' ? last.shuffle : '') as {
      ciphertexts: [CiphertextText[]];
    };
    const context = { election: draft.election, trustees: draft.trustees, ciphertexts: ciphertexts[0] };
    const { result } = unwrap(await combineResult({ ...context, partials }));
    const opened = partials.map(({ owner, record }) => ({ type: 'PartialDecryption', owner, record }) as const);
    const whole = archiveFile('whole.bel', [...events, ...opened, { type: 'Result', result }]);
    const sidecars = [2, 3].map((owner) => (json(at(`open-${owner}.json`)) as { sidecar: string }).sidecar);
    writeFileSync(at('sidecars.json'), sidecarList(sidecars));
    const { code, out } = await runCommand(verifyCommand, whole, '--sidecars', at('sidecars.json'));
    expect(code).toBe(0);
    expect(out).toMatch(/^Level: archive with strong opening proofs/);
    const late = await secretly('open', '--without-board', whole, '--key', at('3.share'), '--out', at('late.json'));
    expect(late).toMatchObject({ code: 1, err: expect.stringMatching(/the time for this step has passed/) });
    const once = archiveFile('once.bel', [...events, ...opened]);
    const again = await secretly('open', '--without-board', once, '--key', at('3.share'), '--out', at('again.json'));
    expect(again).toMatchObject({ code: 1, err: 'trustee 3 has opened this election already' });
  });

  it('SEC-06: opens the same list again after a lost stick, and refuses any other list with the same key', async () => {
    const open = (file: string, out: string) =>
      secretly('open', '--without-board', file, '--key', at('3.share'), '--out', at(out));
    expect(await open(at('ready.bel'), 'same.json')).toMatchObject({ code: 0 });
    expect(await open(at('ready.bel'), 'same.json')).toMatchObject({ code: 2 });
    const mixedTwice = events.slice(0, -2);
    const out = at('other-mix.json');
    const before = archiveFile('other.bel', mixedTwice);
    expect(await runCommand(() => mixCommand(), before, '--owner', '5', '--out', out)).toMatchObject({ code: 0 });
    const shuffle = { type: 'Shuffle', owner: 5, shuffle: readFileSync(out, 'utf8') } as const;
    const other = archiveFile('other-ready.bel', [...mixedTwice, shuffle, { type: 'EndShuffles' }]);
    expect(await open(other, 'second.json')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has opened another list of ballots before/),
    });
    expect(readdirSync(home)).not.toContain('second.json');
    // The same share made anew from its seed is the same key.
    const seeded = ['--key', at('3.key'), '--ceremony', ceremony(), '--out', at('third.json')];
    expect(await secretly('open', '--without-board', other, ...seeded)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has opened another list of ballots before/),
    });
  });

  it('can be gone on with from the recovery sheets', async () => {
    const seeds = ['--owner', '2', '--sheet', at('2.sheet'), '--ceremony', ceremony(), '--key', at('2.again')];
    expect(await secretly('recover', ...seeds)).toMatchObject({ code: 0 });
    const shares = ['--owner', '3', '--sheet', at('3.share.sheet'), '--key', at('3.again')];
    const { code, out } = await secretly('recover', ...shares);
    expect(code).toBe(0);
    expect(out).toContain(draft.trustees.keys[2]?.text);
    for (const key of [
      ['--key', at('2.again'), '--ceremony', ceremony()],
      ['--key', at('3.again')],
    ]) {
      const file = at(`${path.basename(key[1] as string)}.json`);
      expect(await secretly('open', '--without-board', at('ready.bel'), ...key, '--out', file)).toMatchObject({
        code: 0,
      });
    }
    const sheet = readFileSync(at('2.sheet'), 'utf8');
    const letter = /(?<= 3 {2})[0-9A-Z]/.exec(sheet) as RegExpExecArray;
    const wrong = sheet.slice(0, letter.index) + (letter[0] === 'A' ? 'B' : 'A') + sheet.slice(letter.index + 1);
    writeFileSync(at('wrong.sheet'), wrong);
    const slip = ['--owner', '2', '--sheet', at('wrong.sheet'), '--ceremony', ceremony(), '--key', at('2.wrong')];
    expect(await secretly('recover', ...slip)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/slip in group 3$/),
    });
  });
});

describe('SEC-06: opening holds the archive against the board that the trustee’s own monitor has kept', () => {
  let sample: SampleBundle;
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(at('watched', name), lines.map((line) => `${line}\n`).join(''));
  };
  const open = (out: string, ...more: string[]) =>
    secretly('open', at('sample.bel'), '--key', at('sample.key'), '--out', at(out), ...more);
  const withBoard = ['--board', 'watched', '--composition', 'watched/composition.jsonl'];
  const paths = () => withBoard.map((word) => (word.startsWith('--') ? word : at(word)));

  beforeAll(async () => {
    sample = await makeSampleBundle({ seed: 'opening by files', count: countPublished });
    const { parts, events, timestamp, election, description, signingKey } = sample;
    const end = events.findIndex(({ type }) => type === 'EndShuffles');
    writeFileSync(at('sample.bel'), buildArchive(events.slice(0, end + 1), timestamp));
    const privateKey = sample.privateKeys[0] as string;
    const publicKey = description.trustees[0]?.publicKey as string;
    const kept = { contest: 'x', owner: 1, publicKey, ceremony: null, privateKey };
    await keep(kept, { key: at('sample.key'), passphraseFile: at('passphrase') });
    mkdirSync(at('watched'));
    const log = parts.log.slice(
      0,
      parts.log.findIndex((text) => text.includes('"kind":"decryption"')),
    );
    write('leaves.jsonl', log);
    write('heads.jsonl', [headText(signSampleHead(log, election.fingerprint, description.closesAt, signingKey))]);
    write('composition.jsonl', [parts.composition, ...parts.leftOut]);
    const pinned = { address: 'x', electionText: election.text, descriptionText: parts.description };
    writeFileSync(at('watched', 'board.json'), JSON.stringify(pinned));
  });

  it('asks for it, or for the word that it is done without', async () => {
    const { code, err } = await open('sample-1.json');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/an archive may leave out ballots/) });
  });

  it('refuses an archive that the board does not show, and notes nothing', async () => {
    const notes = () => readdirSync(home).filter((name) => name.endsWith('.opened'));
    const before = notes();
    const leaves = readFileSync(at('watched', 'leaves.jsonl'), 'utf8');
    const shuffle = /"shuffle":"[0-9a-f]{8}/;
    const other = leaves.replace(shuffle, '"shuffle":"00000000').split('\n').slice(0, -1);
    const { election, description, signingKey } = sample;
    const heads = readFileSync(at('watched', 'heads.jsonl'), 'utf8');
    write('leaves.jsonl', other);
    write('heads.jsonl', [headText(signSampleHead(other, election.fingerprint, description.closesAt, signingKey))]);
    const { code, err } = await open('sample-2.json', ...paths());
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/not what the board shows.*\(leaf_records\)/s),
    });
    expect(notes()).toEqual(before);
    writeFileSync(at('watched', 'leaves.jsonl'), leaves);
    writeFileSync(at('watched', 'heads.jsonl'), heads);
  });

  it('opens what the board shows', async () => {
    const { code, out, err } = await open('sample-3.json', ...paths());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('mixed by 1, 2, as the board shows');
  });
});

describe('what can go wrong', { timeout: 60_000 }, () => {
  it('names whose message was exchanged, and stops', async () => {
    const folder = at('hostile');
    await trustee('start', folder, '--threshold', '2', '--size', '2');
    for (const index of [1, 2]) {
      const files = ['--key', at(`h${index}.key`), '--sheet', at(`h${index}.sheet`)];
      await secretly('new', folder, '--index', String(index), ...files);
    }
    copyFileSync(path.join(folder, 'certificate-1.json'), path.join(folder, 'certificate-2.json'));
    const { code, err } = await trustee('status', folder);
    expect(code).toBe(1);
    expect(err).toMatch(/message of trustee 1 \(wrong_index\)\nIt is in the message of trustee 2\./);
    const answered = await secretly('answer', folder, '--key', at('h1.key'), '--compared', 'X');
    expect(answered).toMatchObject({ code: 1, err: expect.stringMatching(/wrong_index/) });
  });

  it('turns a share that does not fit into a complaint, and tells everybody who has cheated', async () => {
    const random = seededRandom('a cheat among the trustees');
    const certified = playHonestly([2, 3], random, 1);
    const share = (j: number, honest: bigint) => (j === 1 ? honest + 1n : honest);
    const dealt = playWithDealing(certified, 3, dealAnything(certified, 3, random, { share }), random);
    const folder = at('cheated');
    createFolder(folder, dealt.setup);
    for (const kind of MESSAGE_KINDS) {
      for (const [i, text] of dealt.messages[kind].entries()) if (text) addMessage(folder, kind, i + 1, text);
    }
    const secret = dealt.secrets[0] as (typeof dealt.secrets)[number];
    const publicKey = trusteeKeys(dealt.setup, 1, secret).verification;
    const kept = { contest: 'x', owner: 1, publicKey, ceremony: dealt.setup, privateKey: secretText(secret) };
    await keep(kept, { key: at('cheated.key'), passphraseFile: at('passphrase') });
    const answered = await secretly('answer', folder, '--key', at('cheated.key'));
    expect(answered).toMatchObject({ code: 1, out: expect.stringMatching(/does not fit\. The complaint is in/) });
    expect(readdirSync(folder)).toContain('complaint-1.json');
    const { code, out } = await trustee('status', folder);
    expect(code).toBe(1);
    expect(out).toContain('Trustee 3 has cheated. Start a new ceremony without trustee 3.');
    expect(await trustee('block', folder, '--out', at('cheated.json'))).toMatchObject({ code: 1 });
  });

  it.each([
    [
      'a wrong passphrase',
      () => trustee('answer', at('ceremony'), '--key', at('1.key'), '--passphrase-file', at('other')),
      1,
      /does not open/,
    ],
    [
      'a key of another ceremony',
      () => secretly('answer', at('hostile2'), '--key', at('1.key')),
      1,
      /holds another key/,
    ],
    [
      'a foreign file',
      () => secretly('open', '--without-board', at('ready.bel'), '--key', at('passphrase'), '--out', at('x')),
      1,
      /is not a key file/,
    ],
    ['no folder', () => trustee('status', at('nowhere')), 2, /no such file/],
    [
      'an easy passphrase',
      () =>
        trustee(
          'single',
          '--owner',
          '1',
          '--key',
          at('e.key'),
          '--sheet',
          at('e.sheet'),
          '--out',
          at('e.json'),
          '--passphrase-file',
          at('easy'),
        ),
      2,
      /easy to guess/,
    ],
    ['a threshold of 1', () => trustee('start', at('one'), '--threshold', '1', '--size', '3'), 2, /hold the whole key/],
    [
      'a threshold above the size',
      () => trustee('start', at('one'), '--threshold', '4', '--size', '3'),
      2,
      /more trustees would be needed/,
    ],
  ] as const)('%s is refused in plain words', async (_, run, code, message) => {
    writeFileSync(at('other'), 'seis janelas azuis sobre um largo vazio');
    writeFileSync(at('easy'), 'aaaaaaaaaaaaaaaa');
    await trustee('start', at('hostile2'), '--threshold', '2', '--size', '2');
    const { code: actual, err } = await run();
    expect(err).toMatch(message);
    expect(actual).toBe(code);
  });

  it('makes single keys whose files open nothing of another election', async () => {
    const files = ['--key', at('s.key'), '--sheet', at('s.sheet'), '--out', at('s.json')];
    expect(await secretly('single', '--owner', '1', ...files)).toMatchObject({ code: 0 });
    expect(json(at('s.json'))).toHaveProperty('public_key');
    const { code, err } = await secretly(
      'open',
      '--without-board',
      at('ready.bel'),
      '--key',
      at('s.key'),
      '--out',
      at('s.open'),
    );
    expect({ code, err }).toEqual({ code: 1, err: 'this key belongs to no trustee of this election' });
  });
});
