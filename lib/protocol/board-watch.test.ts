import { describe, expect, it } from 'vitest';
import { base64Unpadded } from '../crypto/hash';
import { leafHash, MerkleTree } from '../crypto/merkle';
import { generateSigningKey } from '../crypto/signing';
import { seededRandom } from '../crypto/testing/seeded-random';
import { leafText, type SignedHead, signReceipt } from './board';
import { BoardWatch } from './board-watch';
import { fromHex, toHex } from './hex';
import { signSampleHead } from './testing/sample-board';

const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const random = seededRandom('watch');
const key = generateSigningKey(random);
const other = generateSigningKey(random);
const election = { fingerprint, descriptionHash: 'ab'.repeat(32), boardKey: toHex(key.publicKey) };

const digests = Array.from({ length: 8 }, () => toHex(random(32)));
const ballot = (i: number) => leafText({ kind: 'ballot', ballot: digests[i] as string });
const first = leafText({ kind: 'election', fingerprint, description: election.descriptionHash });
const close = leafText({ kind: 'close', closedAt: '2027-03-15T20:00Z' });
/** The log, and the same with another ballot at position 2. */
const log = [first, ballot(0), ballot(1), ballot(2), ballot(3), ballot(4), close];
const lie = log.with(2, ballot(7));

const headOf = (texts: readonly string[], size: number, batch = '2027-03-02T10:15Z'): SignedHead =>
  signSampleHead(texts.slice(0, size), fingerprint, batch, key.secretKey);
const proofOf = (texts: readonly string[], from: number, to: number) =>
  new MerkleTree(texts.map(leafHash)).consistencyProof(from, to).map(toHex);

/** A watcher who has taken the log's first `size` entries and believes the head over them. */
function watching(size: number, texts = log): BoardWatch {
  const watch = new BoardWatch(election);
  for (const text of texts.slice(0, size)) expect(watch.takeLeaf(text)).toBeNull();
  if (size > 0) expect(watch.accept([headOf(texts, size)])).toBeNull();
  return watch;
}

describe('a head', () => {
  it('is of this election and signed by its board, or says nothing', () => {
    const watch = watching(3);
    const head = headOf(log, 4);
    expect(watch.judgeHead(head)).toBeNull();
    const foreign = signSampleHead(log, `A${fingerprint.slice(1)}`, '2027-03-02T10:15Z', key.secretKey);
    expect(watch.judgeHead(foreign)).toMatchObject({ code: 'other_election', heads: [headOf(log, 3), foreign] });
    const forged = signSampleHead(log, fingerprint, '2027-03-02T10:15Z', other.secretKey);
    expect(watch.judgeHead(forged)).toMatchObject({ code: 'bad_signature', heads: [headOf(log, 3), forged] });
    expect(new BoardWatch(election).judgeHead(forged)).toMatchObject({ code: 'bad_signature', heads: [forged] });
    expect(watch.accept([forged])).toMatchObject({ code: 'bad_signature' });
    for (const strange of [foreign, forged]) expect(watch.compare(strange)).toBe('foreign');
  });

  it('is no smaller than an earlier one', () => {
    const watch = watching(5);
    expect(watch.judgeHead(headOf(log, 5))).toBeNull();
    expect(watch.judgeHead(headOf(log, 4))).toMatchObject({ code: 'shrunk', heads: [headOf(log, 5), headOf(log, 4)] });
  });

  it('has the root of the earlier one of its size', () => {
    const watch = watching(5);
    const again = headOf(log, 5, '2027-03-02T10:45Z');
    expect(watch.judgeHead(again)).toBeNull();
    expect(watch.judgeHead(headOf(lie, 5))).toMatchObject({
      code: 'rewritten',
      message: expect.stringMatching(/two different logs of 5/),
      heads: [headOf(log, 5), headOf(lie, 5)],
    });
  });

  it('extends the earlier one, as the board has to prove', () => {
    const watch = watching(5);
    const head = headOf(log, 6);
    expect(watch.judgeConsistency(head, proofOf(log, 5, 6))).toBeNull();
    for (const proof of [[], proofOf(log, 3, 6), proofOf(lie, 5, 6), ['x', ...proofOf(log, 5, 6).slice(1)]]) {
      expect(watch.judgeConsistency(head, proof)).toMatchObject({
        code: 'rewritten',
        message: expect.stringMatching(/6 entries does not extend the log of 5/),
        heads: [headOf(log, 5), head],
      });
    }
    expect(watch.judgeConsistency(headOf(lie, 6), proofOf(lie, 5, 6))).toMatchObject({ code: 'rewritten' });
    expect(watch.judgeConsistency(headOf(log, 5), ['x'])).toBeNull();
    expect(new BoardWatch(election).judgeConsistency(head, [])).toBeNull();
  });
});

describe('entries', () => {
  it('are counted, and believed only under a head', () => {
    const watch = new BoardWatch(election);
    expect([watch.size, watch.head, watch.isClosed]).toEqual([0, null, false]);
    for (const text of log) expect(watch.takeLeaf(text)).toBeNull();
    expect([watch.size, watch.head, watch.isClosed]).toEqual([7, null, true]);
    expect(watch.accept([])).toBeNull();
    expect(watch.head).toBeNull();
    expect(watch.accept([headOf(log, 7)])).toBeNull();
    expect(watch.head).toEqual(headOf(log, 7));
  });

  it('follow the grammar of a log', () => {
    expect(new BoardWatch(election).takeLeaf(ballot(0))).toMatchObject({ code: 'leaf_misplaced', heads: [] });
    const watch = watching(3);
    expect(watch.takeLeaf('{}')).toMatchObject({ code: 'leaf_malformed', heads: [headOf(log, 3)] });
    expect(watch.size).toBe(3);
  });

  it('are not repeated', () => {
    const watch = watching(3);
    expect(watch.takeLeaf(ballot(0))).toEqual({
      code: 'leaf_repeated',
      message: 'entries 1 and 3 of the log are the same',
      heads: [headOf(log, 3)],
    });
    expect(watch.size).toBe(3);
    expect(watch.takeLeaf(ballot(2))).toBeNull();
  });

  it('stay what they were', () => {
    const watch = watching(5);
    expect(watch.recheck(0, log.slice(0, 5))).toBeNull();
    expect(watch.recheck(1, log.slice(1, 3))).toBeNull();
    expect(watch.recheck(1, lie.slice(1, 4))).toEqual({
      code: 'entry_changed',
      message: 'the board serves another entry 2 than the one that it signed',
      heads: [headOf(log, 5)],
    });
    const unsigned = new BoardWatch(election);
    unsigned.takeLeaf(first);
    expect(unsigned.recheck(0, [ballot(0)])).toMatchObject({ code: 'entry_changed', heads: [] });
  });

  it('are handed out', () => {
    const head = headOf(log, 6);
    expect(watching(4).withheld(head, 'entry 5')).toEqual({
      code: 'withheld',
      message: 'the board signed 6 entries and does not give entry 5',
      heads: [head],
    });
  });

  it('give the roots that were signed', () => {
    const watch = watching(3);
    for (const text of log.slice(3)) watch.takeLeaf(text);
    const wrong = headOf(lie, 6);
    expect(watch.accept([wrong])).toMatchObject({ code: 'root_differs', heads: [headOf(log, 3), wrong] });
    const beyond = headOf([...log, 'more'], 8);
    expect(watch.accept([beyond])).toMatchObject({ code: 'root_differs', heads: [headOf(log, 3), beyond] });
    expect(watch.accept([headOf(lie, 5), headOf(log, 6)])).toMatchObject({
      code: 'rewritten',
      heads: [headOf(lie, 5), headOf(log, 6)],
    });
    expect(watch.head).toEqual(headOf(log, 3));
    expect(watch.accept([headOf(log, 5), headOf(log, 6)])).toBeNull();
    expect(watch.head).toEqual(headOf(log, 6));
    expect(watch.judgeHead(headOf(lie, 5))).toMatchObject({
      code: 'rewritten',
      heads: [headOf(log, 5), headOf(lie, 5)],
    });
    const fresh = new BoardWatch(election);
    expect(fresh.accept([headOf(log, 1)])).toMatchObject({ code: 'root_differs', heads: [headOf(log, 1)] });
  });
});

describe('a head that others were shown', () => {
  it('fits ours, is ahead of it, or shows two logs', () => {
    const watch = watching(5);
    for (const size of [0, 1, 4, 5]) expect(watch.compare(headOf(log, size))).toBe('same');
    expect(watch.compare(headOf(log, 6))).toBe('ahead');
    expect(new BoardWatch(election).compare(headOf(log, 1))).toBe('ahead');
    expect(watch.compare(headOf(lie, 4))).toMatchObject({
      code: 'split_view',
      message: expect.stringMatching(/the head of 4 entries/),
      heads: [headOf(log, 5), headOf(lie, 4)],
    });
  });

  it('is told apart from the one of ours that has its size', () => {
    const watch = watching(5);
    for (const text of log.slice(5)) watch.takeLeaf(text);
    watch.accept([headOf(log, 7)]);
    expect(watch.compare(headOf(lie, 5))).toMatchObject({ heads: [headOf(log, 5), headOf(lie, 5)] });
  });

  it('may be larger than what the board shows us', () => {
    expect(watching(5).hidden(headOf(log, 6))).toEqual({
      code: 'split_view',
      message: 'the board has signed 6 entries for others and shows us 5',
      heads: [headOf(log, 5), headOf(log, 6)],
    });
    expect(new BoardWatch(election).hidden(headOf(log, 6))).toMatchObject({
      message: expect.stringMatching(/shows us 0$/),
      heads: [headOf(log, 6)],
    });
  });
});

describe('a receipt', () => {
  const receiptFor = (i: number, electionFingerprint = fingerprint, secretKey = key.secretKey) => {
    const tracker = base64Unpadded(fromHex(digests[i] as string, 32) as Uint8Array);
    return signReceipt({ electionFingerprint, tracker, includedBy: '2027-03-02T10:45Z' }, secretKey);
  };

  it('is kept when the ballot is under an accepted head', () => {
    expect(watching(5).judgeReceipt(receiptFor(3), '2030-01-01T00:00Z')).toBe('on_board');
    const watch = watching(4);
    watch.takeLeaf(ballot(3));
    expect(watch.judgeReceipt(receiptFor(3), '2027-03-02T10:45Z')).toBe('waiting');
    expect(new BoardWatch(election).judgeReceipt(receiptFor(0), '2027-03-02T10:00Z')).toBe('waiting');
  });

  it('is broken once its minute has passed or voting has closed', () => {
    expect(watching(5).judgeReceipt(receiptFor(6), '2027-03-02T10:45Z')).toBe('waiting');
    expect(watching(5).judgeReceipt(receiptFor(6), '2027-03-02T10:46Z')).toMatchObject({
      code: 'promise_broken',
      message: expect.stringMatching(/promised by 2027-03-02T10:45Z$/),
      heads: [headOf(log, 5)],
    });
    expect(watching(7).judgeReceipt(receiptFor(6), '2027-03-02T10:00Z')).toMatchObject({
      code: 'promise_broken',
      message: expect.stringMatching(/voting has closed$/),
    });
    expect(new BoardWatch(election).judgeReceipt(receiptFor(6), '2028-01-01T00:00Z')).toMatchObject({ heads: [] });
  });

  it('of another election or board says nothing', () => {
    const watch = watching(5);
    expect(watch.judgeReceipt(receiptFor(3, `A${fingerprint.slice(1)}`), '2027-03-02T10:00Z')).toBe('foreign');
    expect(watch.judgeReceipt(receiptFor(3, fingerprint, other.secretKey), '2027-03-02T10:00Z')).toBe('foreign');
  });
});
