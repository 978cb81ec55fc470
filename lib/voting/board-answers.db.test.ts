import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leafHash, verifyConsistency, verifyInclusion } from '@/lib/crypto/merkle';
import { generateSigningKey } from '@/lib/crypto/signing';
import { ballotTracker } from '@/lib/protocol/ballot';
import { boardRoot, type SignedHead, signHead, verifyHead } from '@/lib/protocol/board';
import {
  parseConsistency,
  parseHeadAnswer,
  parseHeads,
  parseInclusion,
  parseLeaves,
  pathBytes,
} from '@/lib/protocol/board-answers';
import { parseDescription } from '@/lib/protocol/description';
import { electionFingerprint } from '@/lib/protocol/election';
import { fromHex, toHex } from '@/lib/protocol/hex';
import { ballotLeafHash } from '@/lib/protocol/tracker';
import { cosign, cosignatureText, parseCosignatures } from '@/lib/protocol/witness';
import { testDeps } from '@/lib/server/testing/deps';
import { appendLeaves, lockBatch, publishBatch } from './ballots/board';
import { castBallot } from './ballots/cast';
import { readCosignaturesFile } from './ballots/cosignatures';
import { getBoardFigures } from './ballots/figures';
import {
  createTestCity,
  makeBallot,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
} from './testing/contest';

const gazette = generateSigningKey((length) => new Uint8Array(length).fill(3));
const stranger = generateSigningKey((length) => new Uint8Array(length).fill(4));
const witnesses = [{ name: 'The Gazette', publicKey: toHex(gazette.publicKey) }];
const deps = testDeps({ batchMinimum: 3, witnesses });
let contest: TestContest;
const trackers: string[] = [];
let waiting: string;

type Handler = (request: Request, context: { params: Promise<{ contest: string }> }) => Promise<Response>;

/** The routes themselves, in this process; they read the environment as a server does. */
async function ask(path: string, init?: RequestInit & { contest?: string }): Promise<Response> {
  Object.assign(process.env, {
    LARGO_MODE: 'development',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: '4b1f0c5ae1f94b0f8c0de1a2b3c4d5e6',
    BOARD_SIGNING_KEY: toHex(deps.signingKey),
    BOARD_WITNESSES: `The Gazette=${toHex(gazette.publicKey)}`,
  });
  const [name] = path.split('?');
  const route = (await import(`@/app/api/v1/contests/[contest]/board/${name}/route.ts`)) as Record<string, Handler>;
  const handle = route[init?.method ?? 'GET'] as Handler;
  const request = new Request(`http://localhost:3000/api/v1/contests/x/board/${path}`, init);
  return handle(request, { params: Promise.resolve({ contest: init?.contest ?? contest.id }) });
}
const read = async <T>(path: string, parse: (text: string) => T | null): Promise<T> => {
  const answer = await ask(path);
  expect(answer.status, path).toBe(200);
  const parsed = parse(await answer.text());
  if (parsed === null) throw new Error(`unreadable: ${path}`);
  return parsed;
};
const refusal = async (path: string, init?: Parameters<typeof ask>[1]) => {
  const answer = await ask(path, init);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  return `${answer.status} ${((await answer.json()) as { code: string }).code}`;
};
const head = async (): Promise<SignedHead> => (await read('head', parseHeadAnswer)).head;
const allLeaves = async () => {
  const { size } = await head();
  return (await read(`leaves?start=0&end=${size - 1}`, parseLeaves)).leaves;
};

async function vote(voter: number): Promise<string> {
  const { credential } = await registerDevice(deps, contest, voter);
  const text = makeBallot(deps, contest, credential, [1]);
  const cast = await castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
  expect(cast.ok).toBe(true);
  return ballotTracker(text);
}

beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'answers', 10);
  for (const voters of [
    [0, 1, 2],
    [3, 4, 5],
  ]) {
    for (const voter of voters) trackers.push(await vote(voter));
    expect(await publishBatch(deps, contest.election.id)).toBe(3);
  }
  waiting = await vote(6);
});
afterAll(() => deps.db.$disconnect());

describe('what a board answers', () => {
  test('begins with the election and the key that its heads are signed with', async () => {
    const electionText = await (await ask('election')).text();
    const descriptionText = await (await ask('description')).text();
    const parsed = parseDescription(descriptionText);
    expect(electionFingerprint(electionText)).toBe(contest.election.fingerprint);
    expect(parsed.ok && parsed.description.boardKey).toBe(contest.election.boardKey);
    expect(verifyHead(await head(), contest.election.boardKey)).toBe(true);
  });

  test('leaves give the root that is signed, whatever pages they are read in', async () => {
    const { size, root } = await head();
    const leaves: string[] = [];
    while (leaves.length < size) {
      const page = await read(`leaves?start=${leaves.length}&end=${leaves.length + 4}`, parseLeaves);
      expect(page.start).toBe(leaves.length);
      leaves.push(...page.leaves);
    }
    expect(leaves).toHaveLength(13);
    expect(boardRoot(leaves)).toBe(root);
  });

  test('every leaf and every ballot is proved under every head, and nothing else is', async () => {
    const heads = await read('heads?from=0', parseHeads);
    expect(heads.map(({ size }) => size)).toEqual([1, 7, 13]);
    const leaves = await allLeaves();
    for (const { size, root } of heads) {
      for (const [index, text] of leaves.slice(0, size).entries()) {
        const hash = leafHash(text);
        const found = await read(`inclusion?leaf=${toHex(hash)}&size=${size}`, parseInclusion);
        expect(found).toMatchObject({ index, size });
        const claim = {
          index,
          size,
          leafHash: hash,
          proof: pathBytes(found.proof),
          root: fromHex(root, 32) as Uint8Array,
        };
        expect(verifyInclusion(claim)).toBe(true);
      }
    }
    for (const tracker of trackers) {
      const found = await read(`inclusion?tracker=${encodeURIComponent(tracker)}`, parseInclusion);
      expect(leafHash(leaves[found.index] ?? '')).toEqual(ballotLeafHash(tracker));
    }
    // Under an older head it was not there yet.
    const last = toHex(leafHash(leaves[12] as string));
    expect(await refusal(`inclusion?leaf=${last}&size=7`)).toBe('404 unknown_leaf');
  });

  test('each head extends the ones before', async () => {
    const heads = await read('heads?from=0', parseHeads);
    for (const older of heads) {
      for (const newer of heads.filter(({ size }) => size >= older.size)) {
        const [first, second] = [older.size, newer.size];
        const { proof } = await read(`consistency?first=${first}&second=${second}`, parseConsistency);
        const [firstRoot, secondRoot] = [older.root, newer.root].map((root) => fromHex(root, 32) as Uint8Array);
        const claim = { first, second, firstRoot, secondRoot, proof: pathBytes(proof) } as Parameters<
          typeof verifyConsistency
        >[0];
        expect(verifyConsistency(claim)).toBe(true);
      }
    }
    expect((await read('heads?from=8', parseHeads)).map(({ size }) => size)).toEqual([13]);
    expect(await read('heads?from=14', parseHeads)).toEqual([]);
  });

  test('a ballot that waits is as unknown as one that was never cast, and no answer tells that it waits', async () => {
    const unknown = 'A'.repeat(43);
    const answers = await Promise.all(
      [waiting, unknown].map((tracker) => ask(`inclusion?tracker=${encodeURIComponent(tracker)}`)),
    );
    const [mine, none] = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(mine).toEqual(none);
    expect(mine?.[0]).toBe(404);
    expect((await head()).size).toBe(13);
  });

  test('wrong questions get a problem that says what is wrong', async () => {
    const hash = 'ab'.repeat(32);
    const cases: [string, string][] = [
      [`inclusion?leaf=${hash}`, '404 unknown_leaf'],
      [`inclusion?leaf=${hash}&size=14`, '404 unknown_tree_size'],
      [`inclusion?leaf=${hash}&size=0`, '404 unknown_tree_size'],
      [`inclusion?leaf=${hash.toUpperCase()}`, '400 bad_request'],
      [`inclusion?leaf=${hash}&tracker=${'A'.repeat(43)}`, '400 bad_request'],
      ['inclusion?tracker=AAAA', '404 unknown_leaf'],
      ['inclusion', '400 bad_request'],
      ['consistency?first=0&second=3', '400 bad_range'],
      ['consistency?first=5&second=3', '400 bad_range'],
      ['consistency?first=5&second=14', '404 unknown_tree_size'],
      ['consistency?first=5', '400 bad_request'],
      ['consistency?first=5&second=6&second=7', '400 bad_request'],
      ['leaves?start=13&end=13', '400 bad_range'],
      ['leaves?start=5&end=4', '400 bad_range'],
      ['leaves?start=-1&end=4', '400 bad_request'],
      ['leaves?start=1e1&end=11', '400 bad_request'],
      ['leaves?start=0&end=99999999999', '400 bad_request'],
      ['heads?from=01', '400 bad_request'],
      ['head?x=1', '400 bad_request'],
    ];
    for (const [path, expected] of cases) expect(await refusal(path), path).toBe(expected);
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const name of ['head', 'heads', 'election', 'description']) {
      expect(await refusal(name, { contest: nobody })).toBe('404 not_found');
      expect(await refusal(name, { contest: 'x' })).toBe('404 not_found');
    }
    expect((await ask('leaves?start=0&end=999999999')).status).toBe(200);
  });

  test('what never changes may be kept, and what grows may not', async () => {
    const caching = async (path: string) => (await ask(path)).headers.get('cache-control');
    for (const path of [
      'head',
      'heads?from=0',
      'leaves?start=0&end=13',
      `inclusion?tracker=${encodeURIComponent(trackers[0] as string)}`,
    ]) {
      expect(await caching(path), path).toBe('no-store');
    }
    for (const path of ['election', 'description', 'leaves?start=0&end=12', 'consistency?first=2&second=9']) {
      expect(await caching(path), path).toContain('immutable');
    }
    expect((await ask('head')).headers.get('set-cookie')).toBeNull();
  });
});

describe('witnesses', () => {
  const post = (body: string) => ask('cosignatures', { method: 'POST', body });
  const refused = (body: string) => refusal('cosignatures', { method: 'POST', body });

  test('who are named co-sign heads of ours, which are served with them, once', async () => {
    const latest = await head();
    const text = cosignatureText(cosign(latest, gazette.secretKey));
    for (let i = 0; i < 2; i++) expect((await post(text)).status).toBe(201);
    const answer = await read('head', parseHeadAnswer);
    expect(answer.cosignatures.map(cosignatureText)).toEqual([text]);
    expect(answer.witnesses).toEqual(witnesses);
    expect(await getBoardFigures(deps, contest.election.id)).toMatchObject({
      ballots: 6,
      witnesses: [{ name: 'The Gazette', size: 13, batch: latest.batch }],
    });
  });

  test('are taken at their word for nothing else', async () => {
    const latest = await head();
    const text = cosignatureText(cosign(latest, gazette.secretKey));
    expect(await refused(cosignatureText(cosign(latest, stranger.secretKey)))).toBe('403 unknown_witness');
    expect(await refused(text.replace(/"signature":"../, '"signature":"00'))).toBe('422 cosignature_refused');
    expect(await refused(` ${text}`)).toBe('422 cosignature_refused');
    expect(await refused('')).toBe('422 cosignature_refused');
    const beyond = cosign({ ...latest, size: 14 }, gazette.secretKey);
    expect(await refused(cosignatureText(beyond))).toBe('404 unknown_tree_size');
    const other = signHead({ ...latest, root: 'cd'.repeat(32) }, deps.signingKey);
    expect(await refused(cosignatureText(cosign(other, gazette.secretKey)))).toBe('409 cosignature_of_another_head');
    expect(await refused('x'.repeat(3000))).toBe('413 too_large');
    expect(await deps.db.cosignature.count()).toBe(1);
  });

  test('SEC-05: their words stay, and go into the bundle under the names that the city gives them', async () => {
    await expect(deps.db.cosignature.deleteMany({})).rejects.toThrow();
    const file = await readCosignaturesFile(deps, contest.election);
    expect(parseCosignatures(file ?? '')).toMatchObject({ witnesses, cosignatures: [{ size: 13 }] });
    expect(await readCosignaturesFile({ ...deps, witnesses: [] }, contest.election)).toBeNull();
  });
});

describe('the tree that a process keeps', () => {
  test('holds nothing of a batch that was rolled back', async () => {
    const { id } = contest.election;
    const before = await head();
    const rolledBack = deps.db.$transaction(async (tx) => {
      await lockBatch(tx, id);
      await appendLeaves(deps, tx, id, [{ kind: 'registration', credential: 'ab'.repeat(32) }]);
      await appendLeaves(deps, tx, id, [{ kind: 'close', closedAt: '2027-03-15T20:00Z' }]);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await head()).toEqual(before);
    for (const tracker of [7, 8].map(vote)) trackers.push(await tracker);
    expect(await publishBatch(deps, id)).toBe(3);
    const { size, root } = await head();
    expect(size).toBe(19);
    expect(boardRoot(await allLeaves())).toBe(root);
    const found = await read(`inclusion?tracker=${encodeURIComponent(waiting)}`, parseInclusion);
    const hash = ballotLeafHash(waiting) as Uint8Array;
    const claim = { ...found, leafHash: hash, proof: pathBytes(found.proof), root: fromHex(root, 32) as Uint8Array };
    expect(verifyInclusion(claim)).toBe(true);
  });
});
