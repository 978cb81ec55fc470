import { beforeAll, describe, expect, it } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { sha256Hex } from '@/lib/crypto/hash';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive } from '@/lib/protocol/archive';
import { parseHead, type SignedHead } from '@/lib/protocol/board';
import { headAnswerText, leavesText } from '@/lib/protocol/board-answers';
import { openKeyFile, sealKeyFile } from '@/lib/protocol/key-file';
import { checkShuffle, mix } from '@/lib/protocol/mixing';
import { checkPartialDecryption } from '@/lib/protocol/opening';
import { parseRecovery, recoveryText } from '@/lib/protocol/recovery';
import { encryptedTally } from '@/lib/protocol/tally';
import { makeSampleBundle, type SampleBundle } from '@/lib/protocol/testing/sample-bundle';
import { makeSmallElection, type SmallElection } from '@/lib/protocol/testing/small-election';
import { parseTrustees } from '@/lib/protocol/trustees';
import { type JobTools, runJob } from './jobs';
import type { KeptShuffles } from './kept-shuffles';
import type { JobReport, TrusteeJob } from './messages';
import type { OpenedLists } from './opened-lists';

const contest = '3b9a1f0e-6a1c-4d39-9d1e-0c3f5f3f6d11';
const passphrase = 'quatro largas pedras brancas';
const { subtle } = globalThis.crypto;

let small: SmallElection;
/** An election with a board, for opening: the list of trustees is that of the sample. */
let sample: SampleBundle;
let keyFile: string;
let publicKey: string;

const before = (events: readonly ArchiveEvent[], type: ArchiveEvent['type']) =>
  events.slice(
    0,
    events.findIndex((event) => event.type === type),
  );

/** The archive as it stands before the first event of a type. */
const archiveBefore = (type: ArchiveEvent['type']) => buildArchive(before(small.events, type), 1_800_000_000);
const sampleBefore = (type: ArchiveEvent['type']) => buildArchive(before(sample.events, type), sample.timestamp);
const sampleKeys = () => {
  const setup = sample.events[0] as Extract<ArchiveEvent, { type: 'Setup' }>;
  const parsed = parseTrustees(setup.trustees);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.trustees;
};

/** What the board of the sample answers; null for what is none of its addresses. */
function boardAnswers(path: string): string | null {
  const { parts } = sample;
  const at = new URL(path, 'http://city.example');
  const [start, end] = ['start', 'end'].map((name) => Number(at.searchParams.get(name)));
  const head = () => parseHead(parts.head) as SignedHead;
  switch (at.pathname.split(`${contest}/`)[1]) {
    case 'board/description':
      return parts.description;
    case 'board/head':
      return headAnswerText({ head: head(), cosignatures: [], witnesses: [] });
    case 'board/leaves':
      // A page of seven, so that there are several.
      return leavesText(start as number, parts.log.slice(start, Math.min((end as number) + 1, (start as number) + 7)));
    case 'composition':
      return [parts.composition, ...parts.leftOut].map((line) => `${line}\n`).join('');
    default:
      return null;
  }
}

const memory = (): OpenedLists & { noted: Map<string, string> } => {
  const noted = new Map<string, string>();
  const claim = async (key: string, hash: string) => {
    if (!noted.has(key)) noted.set(key, hash);
    return noted.get(key) as string;
  };
  return { noted, claim };
};

const shuffleMemory = (): KeptShuffles & { kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  const notes = new Map<string, string[]>();
  return {
    kept,
    look: async (id) => (kept.has(id) ? (kept.get(id) === 'begun' ? 'begun' : 'finished') : 'none'),
    begin: async (id) => void kept.set(id, 'begun'),
    keep: async (id, record) => void kept.set(id, record),
    find: async (id) => (kept.get(id) === 'begun' ? null : (kept.get(id) ?? null)),
    drop: async (id) => void kept.delete(id),
    note: async (id, hash) => void notes.set(id, [...(notes.get(id) ?? []), hash]),
    noted: async (id) => notes.get(id) ?? [],
  };
};

function tools(archive: Uint8Array, changes: Partial<JobTools> & { answer?: () => Response } = {}) {
  const sent: { path: string; body: string; link: string | null }[] = [];
  const { answer = () => new Response(null, { status: 204 }), ...rest } = changes;
  const fetch = (async (path: string, init?: RequestInit) => {
    if (init?.method !== 'POST') {
      const answer = path.endsWith('/archive') ? null : boardAnswers(path);
      return new Response(answer ?? archive.slice());
    }
    const link = new Headers(init.headers).get('authorization');
    sent.push({ path, body: String(init.body), link });
    return answer();
  }) as typeof globalThis.fetch;
  const random = seededRandom('job');
  const kept = { openedLists: memory(), shuffles: shuffleMemory() };
  return { sent, tools: { fetch, random, subtle, ...kept, wait: async () => {}, ...rest } };
}

async function run(job: TrusteeJob, using: JobTools): Promise<JobReport[]> {
  const reports: JobReport[] = [];
  await runJob(job, using, (report) => reports.push(report));
  return reports;
}

const openJob = (changes: Partial<Extract<TrusteeJob, { kind: 'open' }>> = {}): TrusteeJob => ({
  kind: 'open',
  contest,
  owner: 2,
  publicKey,
  isShare: false,
  source: { from: 'file', text: keyFile, passphrase },
  ...changes,
});

beforeAll(async () => {
  small = await makeSmallElection('trustee jobs', 3, [0, 1, 2, 1]);
  sample = await makeSampleBundle({ seed: 'trustee jobs', count: countPublished });
  publicKey = sampleKeys().keys[1]?.text as string;
  const key = { contest, owner: 2, publicKey, ceremony: null, privateKey: sample.privateKeys[1] as string };
  keyFile = await sealKeyFile({ subtle, random: seededRandom('file') }, key, passphrase);
});

describe('make-key', () => {
  it('makes a key whose file opens with the passphrase, and tells no private key', async () => {
    const { tools: using } = tools(new Uint8Array());
    const last = (await run({ kind: 'make-key', contest, owner: 1, passphrase }, using)).at(-1);
    if (last?.kind !== 'finished' || last.result.kind !== 'make-key') throw new Error('no key');
    const { file, publicKey: text } = last.result;
    const made = JSON.parse(text).public_key as string;
    const opened = await openKeyFile(subtle, file, { contest, publicKey: made }, passphrase);
    if (!opened.ok) throw new Error(opened.code);
    expect(JSON.stringify(last)).not.toContain(opened.privateKey);
    expect(parseRecovery(last.result.sheet)).toEqual({ ok: true, secret: { kind: 'key', secret: opened.privateKey } });
  });
});

describe('shuffle', () => {
  it('verifies, shuffles and hands in a record that holds', async () => {
    const { sent, tools: using } = tools(archiveBefore('Shuffle'));
    const reports = await run({ kind: 'shuffle', contest, link: null }, using);
    expect(reports.at(-1)).toEqual({ kind: 'finished', result: { kind: 'shuffle', ballots: 3 } });
    const stages = reports.flatMap((report) => (report.kind === 'progress' ? [report.stage] : []));
    expect([...new Set(stages)]).toEqual(['download', 'verify', 'shuffle', 'send']);
    expect(sent.map(({ path }) => path)).toEqual([`/api/v1/contests/${contest}/mixes`]);
    const ballots = small.events.flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []));
    const input = encryptedTally(ballots).ciphertexts;
    const { election } = small;
    const shuffle = sent[0]?.body as string;
    expect(await checkShuffle({ election, input, shuffle, random: seededRandom('check') })).toMatchObject({ ok: true });
  });

  it('sends nothing and names the check when what it got does not verify', async () => {
    const archive = archiveBefore('Shuffle');
    archive.fill(0x31, 3000, 3001);
    const { sent, tools: using } = tools(archive);
    const last = (await run({ kind: 'shuffle', contest, link: null }, using)).at(-1);
    expect(last).toMatchObject({ kind: 'failed', code: 'archive_refused' });
    expect(last).toHaveProperty('detail', expect.stringMatching(/^file \(file_/));
    expect(sent).toEqual([]);
  });

  it('refuses to shuffle after the shuffles have ended', async () => {
    const { sent, tools: using } = tools(archiveBefore('PartialDecryption'));
    expect((await run({ kind: 'shuffle', contest, link: null }, using)).at(-1)).toMatchObject({
      kind: 'failed',
      code: 'too_late',
    });
    expect(sent).toEqual([]);
  });

  it('tries to send again when the network fails for a moment, and gives up after the third time', async () => {
    let left = 2;
    const flaky = () => {
      if (left-- > 0) throw new TypeError('network');
      return new Response(null, { status: 204 });
    };
    const short = tools(archiveBefore('Shuffle'), { answer: flaky });
    expect((await run({ kind: 'shuffle', contest, link: null }, short.tools)).at(-1)).toMatchObject({
      kind: 'finished',
    });
    expect(short.sent.length).toBe(3);
    expect(new Set(short.sent.map(({ body }) => body)).size).toBe(1);
    left = 99;
    const long = tools(archiveBefore('Shuffle'), { answer: flaky });
    expect((await run({ kind: 'shuffle', contest, link: null }, long.tools)).at(-1)).toMatchObject({ code: 'offline' });
  });

  it.each([
    [409, 'not_your_turn', 'not_your_turn'],
    [422, 'mix_refused', 'refused_by_server'],
    [404, 'not_found', 'signed_out'],
    [500, 'server_error', 'server_error'],
  ])('turns the answer %i %s into %s', async (status, code, expected) => {
    const answer = () => Response.json({ code, detail: 'why' }, { status });
    const { tools: using } = tools(archiveBefore('Shuffle'), { answer });
    const last = (await run({ kind: 'shuffle', contest, link: null }, using)).at(-1);
    expect(last).toMatchObject({ kind: 'failed', code: expected, detail: expect.stringContaining('why') });
  });
});

describe('a shuffle that was interrupted', () => {
  const offline = () => {
    throw new TypeError('network');
  };

  it('is handed in after a reload when it was finished, and not made a second time', async () => {
    const shuffles = shuffleMemory();
    const first = tools(archiveBefore('Shuffle'), { answer: offline, shuffles });
    expect((await run({ kind: 'shuffle', contest, link: null }, first.tools)).at(-1)).toMatchObject({
      code: 'offline',
    });
    expect(await shuffles.look(contest)).toBe('finished');
    const second = tools(archiveBefore('Shuffle'), { shuffles });
    const reports = await run({ kind: 'shuffle', contest, link: null }, second.tools);
    expect(reports.at(-1)).toEqual({ kind: 'finished', result: { kind: 'shuffle', ballots: 3 } });
    expect(reports.flatMap((report) => (report.kind === 'progress' ? [report.stage] : []))).toEqual(['send']);
    expect(second.sent.map(({ body }) => body)).toEqual([first.sent.at(-1)?.body]);
    expect(await shuffles.look(contest)).toBe('none');
  });

  it('is made anew, in another order, when it was not finished or the server refuses what was kept', async () => {
    const shuffles = shuffleMemory();
    await shuffles.keep(contest, '{"ciphertexts":[[]]}');
    let refusals = 1;
    const answer = () =>
      refusals-- > 0 ? Response.json({ code: 'mix_refused' }, { status: 422 }) : new Response(null, { status: 204 });
    const { sent, tools: using } = tools(archiveBefore('Shuffle'), { answer, shuffles });
    expect((await run({ kind: 'shuffle', contest, link: null }, using)).at(-1)).toMatchObject({ kind: 'finished' });
    expect(sent).toHaveLength(2);
    const again = tools(archiveBefore('Shuffle'), { random: seededRandom('another'), shuffles });
    await shuffles.begin(contest);
    expect((await run({ kind: 'shuffle', contest, link: null }, again.tools)).at(-1)).toMatchObject({
      kind: 'finished',
    });
    expect(again.sent[0]?.body).not.toBe(sent[1]?.body);
  });

  it('carries the link of an outside mixer, who has no account', async () => {
    const { sent, tools: using } = tools(archiveBefore('Shuffle'));
    await run({ kind: 'shuffle', contest, link: 'a'.repeat(64) }, using);
    expect(sent[0]?.link).toBe(`Bearer ${'a'.repeat(64)}`);
  });
});

describe('open', () => {
  it('verifies, decrypts with proofs and hands in record and side-car', async () => {
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'));
    const reports = await run(openJob(), using);
    expect(reports.at(-1)).toEqual({
      kind: 'finished',
      result: { kind: 'open', ballots: sample.composed.credentials.length },
    });
    const { record, sidecar } = JSON.parse(sent[0]?.body as string) as { record: string; sidecar: string };
    const shuffles = sample.events.flatMap((event) => (event.type === 'Shuffle' ? [event.shuffle] : []));
    const ciphertexts = JSON.parse(shuffles.at(-1) as string).ciphertexts[0];
    const { election } = sample;
    const trustees = sampleKeys();
    expect(await checkPartialDecryption({ election, trustees, owner: 2, ciphertexts, record, sidecar })).toEqual({
      ok: true,
    });
    expect(JSON.stringify(reports) + sent[0]?.body).not.toContain(sample.privateKeys[1]);
  });

  it('opens with the recovery sheet, without file and passphrase', async () => {
    const words = recoveryText({ kind: 'key', secret: sample.privateKeys[1] as string });
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'));
    const reports = await run(openJob({ source: { from: 'sheet', words: words.toLowerCase() } }), using);
    expect(reports.at(-1)).toMatchObject({ kind: 'finished' });
    expect(sent).toHaveLength(1);
  });

  it('opens with a share that was saved by itself, in a file or on a sheet, without the messages of the ceremony', async () => {
    const words = recoveryText({ kind: 'key', secret: sample.privateKeys[1] as string });
    const sources = [{ from: 'file', text: keyFile, passphrase } as const, { from: 'sheet', words } as const];
    for (const source of sources) {
      // What it gets for anything but the archive and the board is no ceremony.
      const { sent, tools: using } = tools(sampleBefore('PartialDecryption'));
      expect((await run(openJob({ isShare: true, source }), using)).at(-1)).toMatchObject({ kind: 'finished' });
      expect(sent).toHaveLength(1);
    }
    const { tools: using } = tools(sampleBefore('PartialDecryption'));
    const seed = { from: 'sheet', words: recoveryText({ kind: 'seed', secret: '5'.repeat(64) }) } as const;
    expect((await run(openJob({ isShare: true, source: seed }), using)).at(-1)).toMatchObject({ code: 'server_error' });
  });

  it('asks for nothing while the key is not right', async () => {
    const seedSheet = recoveryText({ kind: 'seed', secret: '5'.repeat(64) });
    const never = tools(new Uint8Array(), {
      fetch: (() => {
        throw new Error('no request may be made');
      }) as unknown as typeof fetch,
    });
    const cases: [Partial<Extract<TrusteeJob, { kind: 'open' }>>, string][] = [
      [{ source: { from: 'file', text: keyFile, passphrase: 'another passphrase' } }, 'wrong_passphrase'],
      [{ source: { from: 'file', text: keyFile.slice(0, 200), passphrase } }, 'damaged_key_file'],
      [{ source: { from: 'file', text: 'holiday.jpg', passphrase } }, 'not_a_key_file'],
      [{ source: { from: 'sheet', words: 'ABCDEF' } }, 'bad_sheet'],
      [{ source: { from: 'sheet', words: seedSheet } }, 'other_key'],
      [{ contest: 'another' }, 'other_contest'],
      [{ publicKey: '0'.repeat(64) }, 'other_key'],
    ];
    for (const [change, code] of cases) {
      expect((await run(openJob(change), never.tools)).at(-1)).toMatchObject({ kind: 'failed', code });
    }
  });

  it('SEC-06: opens nothing before the shuffles have ended', async () => {
    const { sent, tools: using } = tools(sampleBefore('EndShuffles'));
    const last = (await run(openJob(), using)).at(-1);
    expect(last).toMatchObject({ kind: 'failed', code: 'archive_refused' });
    expect(sent).toEqual([]);
    expect((using.openedLists as ReturnType<typeof memory>).noted.size).toBe(0);
  });

  it('SEC-06: opens the same list again after a lost answer, and refuses any other list', async () => {
    const lists = memory();
    const first = tools(sampleBefore('PartialDecryption'), { openedLists: lists });
    expect((await run(openJob(), first.tools)).at(-1)).toMatchObject({ kind: 'finished' });
    const again = tools(sampleBefore('PartialDecryption'), { openedLists: lists });
    expect((await run(openJob(), again.tools)).at(-1)).toMatchObject({ kind: 'finished' });
    lists.noted.set(publicKey, 'f'.repeat(64));
    const other = tools(sampleBefore('PartialDecryption'), { openedLists: lists });
    expect((await run(openJob(), other.tools)).at(-1)).toMatchObject({ kind: 'failed', code: 'opened_other_list' });
    expect(other.sent).toEqual([]);
  });

  it('SEC-06: remembers the key itself, whatever the page calls it', async () => {
    const words = recoveryText({ kind: 'key', secret: sample.privateKeys[1] as string });
    const lists = memory();
    lists.noted.set(publicKey, 'f'.repeat(64));
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'), { openedLists: lists });
    const job = openJob({ publicKey: 'a'.repeat(64), source: { from: 'sheet', words } });
    expect((await run(job, using)).at(-1)).toMatchObject({ kind: 'failed', code: 'opened_other_list' });
    expect(sent).toEqual([]);
  });

  it('SEC-06: opens nothing but what is on the board, and remembers nothing of the rest', async () => {
    const events = before(sample.events, 'Shuffle');
    let input = encryptedTally(events.flatMap((event) => (event.type === 'Ballot' ? [event.ballot] : []))).ciphertexts;
    for (const owner of [1, 2]) {
      const shuffle = await mix({ election: sample.election, input, random: seededRandom(`server ${owner}`) });
      input = (JSON.parse(shuffle) as { ciphertexts: [typeof input] }).ciphertexts[0];
      events.push({ type: 'Shuffle', owner, shuffle });
    }
    const archive = buildArchive([...events, { type: 'EndShuffles' }], sample.timestamp);
    const { sent, tools: using } = tools(archive);
    const last = (await run(openJob(), using)).at(-1);
    expect(last).toMatchObject({ kind: 'failed', code: 'board_differs' });
    expect(last).toHaveProperty('detail', expect.stringMatching(/^leaf_records: /));
    expect(sent).toEqual([]);
    expect((using.openedLists as ReturnType<typeof memory>).noted.size).toBe(0);
  });

  it('SEC-06: opens no list that was mixed without the shuffle of this device', async () => {
    const shuffles = shuffleMemory();
    const mixed = tools(archiveBefore('Shuffle'), { shuffles });
    await run({ kind: 'shuffle', contest, link: null }, mixed.tools);
    const [hash] = await shuffles.noted(contest);
    expect(hash).toBe(sha256Hex(mixed.sent[0]?.body as string));
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'), { shuffles });
    const last = (await run(openJob(), using)).at(-1);
    expect(last).toMatchObject({ kind: 'failed', code: 'own_shuffle_missing' });
    expect(last).toHaveProperty('detail', expect.stringContaining(hash as string));
    expect(sent).toEqual([]);
    const own = sample.events.flatMap((event) => (event.type === 'Shuffle' ? [sha256Hex(event.shuffle)] : []));
    const honest = shuffleMemory();
    await honest.note(contest, own[0] as string);
    const present = tools(sampleBefore('PartialDecryption'), { shuffles: honest });
    expect((await run(openJob(), present.tools)).at(-1)).toMatchObject({ kind: 'finished' });
  });

  it('SEC-06: refuses where the browser keeps nothing', async () => {
    const openedLists = { claim: () => Promise.reject(new Error('IndexedDB is off')) };
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'), { openedLists });
    expect((await run(openJob(), using)).at(-1)).toMatchObject({ kind: 'failed', code: 'no_memory' });
    expect(sent).toEqual([]);
  });

  it('refuses a key that is not the one of this owner in the election', async () => {
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'));
    expect((await run(openJob({ owner: 1 }), using)).at(-1)).toMatchObject({ kind: 'failed', code: 'wrong_key' });
    expect(sent).toEqual([]);
  });

  it('tells another trustee’s sheet from an election that was made without the key', async () => {
    const words = recoveryText({ kind: 'key', secret: sample.privateKeys[0] as string });
    const { sent, tools: using } = tools(sampleBefore('PartialDecryption'));
    const others = openJob({ source: { from: 'sheet', words } });
    expect((await run(others, using)).at(-1)).toMatchObject({ kind: 'failed', code: 'other_key' });
    const elsewhere = openJob({ publicKey: 'a'.repeat(64), source: { from: 'sheet', words } });
    expect((await run(elsewhere, using)).at(-1)).toMatchObject({ kind: 'failed', code: 'wrong_key' });
    expect(sent).toEqual([]);
  });
});
