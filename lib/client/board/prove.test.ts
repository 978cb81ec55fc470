import { beforeEach, describe, expect, it } from 'vitest';
import { hash64, sha256Hex } from '@/lib/crypto/hash';
import { leafHash, MerkleTree } from '@/lib/crypto/merkle';
import { generateSigningKey } from '@/lib/crypto/signing';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import {
  headText,
  leafText,
  parseHead,
  receiptText,
  type SignedHead,
  signHead,
  signReceipt,
  verifyHead,
} from '@/lib/protocol/board';
import { consistencyText, headAnswerText, inclusionText } from '@/lib/protocol/board-answers';
import { descriptionHash, descriptionText } from '@/lib/protocol/description';
import { generateUuid, makeElection, parseElection } from '@/lib/protocol/election';
import { toHex } from '@/lib/protocol/hex';
import { sampleDescription } from '@/lib/protocol/testing/sample-description';
import { combineTrustees, makeTrusteeKey } from '@/lib/protocol/trustees';
import { type Cosignature, cosign } from '@/lib/protocol/witness';
import { boardApi } from './board-api';
import { keptHeads } from './kept-heads';
import { proveOnDevice } from './prove';
import { checkReceipt } from './receipt';

const random = seededRandom('prove');
const board = generateSigningKey(random);
const gazette = generateSigningKey(random);
const description = descriptionText({ ...sampleDescription(), boardKey: toHex(board.publicKey) });
const electionText = makeElection({
  uuid: generateUuid(random),
  name: 'A contest',
  descriptionHash: descriptionHash(description),
  publicKey: combineTrustees([makeTrusteeKey(random).publicKey]).publicKey,
});
const parsed = parseElection(electionText);
const fingerprint = parsed.ok ? parsed.election.fingerprint : '';
const ballot = (name: string) => leafText({ kind: 'ballot', ballot: sha256Hex(name) });
const mine = hash64('mine');

/** A server that a test bends: what it signs, what it says. */
class Server {
  leaves = [
    leafText({ kind: 'election', fingerprint, description: descriptionHash(description) }),
    ballot('a'),
    ballot('mine'),
  ];
  cosignatures: Cosignature[] = [];
  answers: Record<string, string | number> = {};
  asked: string[] = [];
  key = board.secretKey;
  batch = '2027-03-05T12:00Z';
  /** A copy on the way that is out of date: it gives this head, or this only to who does not ask past it. */
  stale: { head: SignedHead; isEverywhere: boolean } | null = null;

  tree = () => new MerkleTree(this.leaves.map((leaf) => leafHash(leaf)));
  head(): SignedHead {
    const root = toHex(this.tree().root());
    const fields = { size: this.leaves.length, root, electionFingerprint: fingerprint, batch: this.batch };
    return signHead(fields, this.key);
  }
  request = (async (input: string, init: RequestInit) => {
    expect(init.credentials).toBe('omit');
    const url = new URL(input, 'http://x');
    const name = url.pathname.split('/board/')[1] ?? '';
    this.asked.push(name);
    const said = this.answers[name];
    if (typeof said === 'number')
      return new Response(said === 404 ? '{"code":"unknown_leaf"}' : '<html>', { status: said });
    const { stale } = this;
    if (name === 'head' && stale && (stale.isEverywhere || init.cache !== 'reload')) {
      return new Response(headAnswerText({ head: stale.head, cosignatures: [], witnesses: [] }));
    }
    return new Response(said ?? this.honest(name, url.searchParams));
  }) as unknown as typeof fetch;

  private honest(name: string, query: URLSearchParams): string {
    const number = (key: string) => Number(query.get(key));
    if (name === 'election') return electionText;
    if (name === 'description') return description;
    const witnesses = [{ name: 'The Gazette', publicKey: toHex(gazette.publicKey) }];
    if (name === 'head') return headAnswerText({ head: this.head(), cosignatures: this.cosignatures, witnesses });
    if (name === 'consistency') {
      const [first, second] = [number('first'), number('second')];
      return consistencyText({ first, second, proof: this.tree().consistencyProof(first, second).map(toHex) });
    }
    const size = number('size');
    const index = this.leaves.findIndex((leaf) => toHex(leafHash(leaf)) === query.get('leaf'));
    return inclusionText({ index, size, proof: this.tree().inclusionProof(index, size).map(toHex) });
  }
}

let server: Server;
let stored: Map<string, string>;
const shelf = () => ({
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
});
const world = () => ({ api: boardApi('c', server.request), kept: keptHeads(shelf()) });
const prove = (tracker: string | null = mine) => proveOnDevice(world(), tracker);

beforeEach(() => {
  server = new Server();
  stored = new Map();
});

describe('a ballot on the board', () => {
  it('is proved on the device, and the list is kept', async () => {
    const { root, batch } = server.head();
    const list = { size: 3, root, batch, since: null, cosignedBy: [] };
    expect(await prove()).toEqual({ state: 'proved', list, index: 2, steps: 1 });
    expect([...stored.values()].map(parseHead)).toEqual([server.head()]);
    server.leaves.push(ballot('b'), ballot('c'));
    expect(await prove()).toMatchObject({ state: 'proved', index: 2, list: { size: 5, since: { size: 3, batch } } });
    expect(await prove(null)).toMatchObject({ state: 'list', list: { since: { size: 5 } } });
  });

  it('that is not there is not proved, also where the text is no tracker', async () => {
    server.answers.inclusion = 404;
    expect(await prove(hash64('never cast'))).toMatchObject({ state: 'absent', list: { size: 3 } });
    expect(await prove('AAAA')).toMatchObject({ state: 'absent' });
  });

  it('names witnesses whose word holds, and no others', async () => {
    server.cosignatures = [cosign(server.head(), gazette.secretKey)];
    expect(await prove()).toMatchObject({ list: { cosignedBy: ['The Gazette'] } });
    server.cosignatures = [{ ...(server.cosignatures[0] as Cosignature), batch: '2027-03-05T12:01Z' }];
    expect(await prove()).toMatchObject({ state: 'proved', list: { cosignedBy: [] } });
  });
});

describe('a server that lies is found out', () => {
  it.each<[string, string, () => void]>([
    [
      'with a path that proves another place',
      'path',
      () => {
        server.answers.inclusion = inclusionText({
          index: 1,
          size: 3,
          proof: server.tree().inclusionProof(2).map(toHex),
        });
      },
    ],
    [
      'with a path under another size',
      'path',
      () => {
        server.answers.inclusion = inclusionText({ index: 2, size: 2, proof: [] });
      },
    ],
    [
      'with a head of another key',
      'signature',
      () => {
        server.key = gazette.secretKey;
      },
    ],
    [
      'with another description',
      'election',
      () => {
        server.answers.description = descriptionText({ ...sampleDescription(), boardKey: toHex(gazette.publicKey) });
      },
    ],
  ])('%s', async (_, what, lie) => {
    lie();
    expect(await prove()).toEqual({ state: 'false', what });
  });

  it('when it rewrote or shortened the list that was kept, with both heads as evidence, and keeps the old one', async () => {
    await prove();
    const before = [...stored];
    const rewrites: (() => void)[] = [
      () => server.leaves.splice(1, 1, ballot('another')),
      () => server.leaves.splice(1, 1, ballot('another'), ballot('b')),
      () => server.leaves.splice(1, 1),
    ];
    for (const rewrite of rewrites) {
      server = new Server();
      server.batch = '2027-03-05T12:05Z';
      rewrite();
      const found = await prove();
      expect(found).toMatchObject({ state: 'contradiction', keptSize: 3, size: server.leaves.length });
      const heads = (found as { evidence: string }).evidence.trim().split('\n').map(parseHead) as SignedHead[];
      expect(heads.map((head) => verifyHead(head, toHex(board.publicKey)))).toEqual([true, true]);
      expect([...stored]).toEqual(before);
    }
  });
});

describe('an answer that is older than what was kept', () => {
  /** The head of the first two lines, and a device that has seen all three since. */
  async function seenMore(): Promise<SignedHead> {
    const [mineAgain] = server.leaves.splice(2, 1);
    const early = server.head();
    server.leaves.push(mineAgain as string);
    await prove();
    server.asked = [];
    return early;
  }

  it('is asked for once more past a cache of this browser, and then proved as ever', async () => {
    server.stale = { head: await seenMore(), isEverywhere: false };
    expect(await prove()).toMatchObject({ state: 'proved', list: { size: 3 } });
    expect(server.asked.filter((name) => name === 'head')).toHaveLength(2);
  });

  it('is called older where what was kept continues it, or where a stale copy cannot say', async () => {
    const head = await seenMore();
    const before = [...stored];
    server.stale = { head, isEverywhere: true };
    const evidence = [before[0]?.[1], headText(head), ''].join('\n');
    const older = { state: 'older', keptSize: 3, size: 2, evidence };
    expect(await prove()).toEqual(older);
    for (const answer of ['{"code":"unknown_tree_size"}', 503]) {
      server.answers.consistency = answer;
      expect(await prove()).toEqual(older);
    }
    expect([...stored]).toEqual(before);
  });

  it('is a contradiction where what was kept does not continue it, whatever minute it carries', async () => {
    await seenMore();
    const proof = server.tree().consistencyProof(2, 3).map(toHex);
    const rewritten = new Server();
    rewritten.leaves = [rewritten.leaves[0] as string, ballot('another')];
    rewritten.batch = '2027-03-05T11:00Z';
    server.stale = { head: rewritten.head(), isEverywhere: true };
    server.answers.consistency = consistencyText({ first: 2, second: 3, proof });
    expect(await prove()).toMatchObject({ state: 'contradiction', keptSize: 3, size: 2 });
  });

  it('is a contradiction where a shorter list is signed in a later minute and nothing is proved', async () => {
    await seenMore();
    const shortened = new Server();
    shortened.leaves.pop();
    shortened.batch = '2027-03-05T12:01Z';
    server.stale = { head: shortened.head(), isEverywhere: true };
    server.answers.consistency = 503;
    expect(await prove()).toMatchObject({ state: 'contradiction', keptSize: 3, size: 2 });
  });
});

describe('what proves nothing', () => {
  it('is said to be unavailable, and nothing is kept', async () => {
    for (const name of ['election', 'description', 'head', 'inclusion']) {
      server = new Server();
      stored = new Map();
      server.answers[name] = name === 'inclusion' ? 503 : 404;
      expect(await prove(), name).toEqual({ state: 'unavailable' });
      server.answers[name] = name.length > 4 && name !== 'inclusion' ? 500 : 'no answer of a board';
      expect((await prove()).state, name).toMatch(/unavailable|false/);
    }
    server = new Server();
    server.answers.inclusion = '{"code":"unknown_tree_size"}';
    expect(await prove()).toEqual({ state: 'unavailable' });
    const broken = { ...world(), api: boardApi('c', () => Promise.reject(new TypeError('offline'))) };
    expect(await proveOnDevice(broken, mine)).toEqual({ state: 'unavailable' });
  });

  it('is a kept head that this board did not sign, or storage that is forbidden', async () => {
    const stranger = { ...server.head(), signature: '0'.repeat(128) };
    keptHeads(shelf()).put({ ...stranger, size: 99 });
    expect(await prove()).toMatchObject({ state: 'proved', list: { since: null } });
    const forbidden = () => {
      throw new Error('SecurityError');
    };
    for (const closed of [null, { getItem: forbidden, setItem: forbidden }]) {
      const found = await proveOnDevice({ api: boardApi('c', server.request), kept: keptHeads(closed) }, mine);
      expect(found.state).toBe('proved');
    }
  });
});

describe('a receipt', () => {
  const fields = { electionFingerprint: fingerprint, tracker: mine, includedBy: '2027-03-05T12:00Z' };
  const receipt = receiptText(signReceipt(fields, board.secretKey));
  const check = (text: string, now = '2027-03-05T11:59:00Z') => checkReceipt(world(), text, new Date(now));

  it('is checked first for its signature, then for its ballot', async () => {
    expect(await check(`${receipt}\n`)).toMatchObject({
      state: 'genuine',
      tracker: mine,
      isDue: false,
      proof: { state: 'proved', index: 2 },
    });
    server.answers.inclusion = 404;
    expect(await check(receipt, '2027-03-05T12:00:59Z')).toMatchObject({ isDue: false, proof: { state: 'absent' } });
    expect(await check(receipt, '2027-03-05T12:01:00Z')).toMatchObject({ isDue: true, proof: { state: 'absent' } });
  });

  it('of another key, contest or kind is not believed, and its tracker is not asked for', async () => {
    expect(await check(receiptText(signReceipt(fields, gazette.secretKey)))).toEqual({ state: 'forged' });
    const elsewhere = { ...fields, electionFingerprint: mine };
    expect(await check(receiptText(signReceipt(elsewhere, board.secretKey)))).toEqual({ state: 'other_contest' });
    for (const text of ['', '{}', receipt.slice(1)]) expect(await check(text)).toEqual({ state: 'no_receipt' });
    expect(server.asked).not.toContain('inclusion');
    server.answers.election = 500;
    expect(await check(receipt)).toEqual({ state: 'unavailable' });
  });
});
