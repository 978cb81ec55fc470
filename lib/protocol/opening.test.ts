import { beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveEvent } from './archive';
import type { CiphertextText } from './ciphertexts';
import { checkShuffle, mix } from './mixing';
import { checkPartialDecryption, combineResult, partiallyDecrypt } from './opening';
import { encryptedTally } from './tally';
import { addTorsion, editJson, IDENTITY_TEXT, type Loose, replaceEvent } from './testing/forge';
import { archiveOf, makeSmallElection, type SmallElection, sidecarList, unwrap } from './testing/small-election';
import { verifyArchive } from './verify-archive';
import { verifyForMixing, verifyForOpening } from './verify-input';

let made: SmallElection;
/** Positions: 0 setup, 1–4 ballots, 5 end, 6 tally, 7–8 shuffles, 9 end, 10–11 decryptions, 12 result. */
const upTo = (height: number) => archiveOf(made.events.slice(0, height + 1));
const event = (height: number): Loose => made.events[height];

beforeAll(async () => {
  made = await makeSmallElection('small election', 3, [0, 1, 2, 1]);
});

describe('a small election from end to end', () => {
  it('counts the last ballot of every voter', async () => {
    const seen: [number, number][] = [];
    const report = await verifyArchive(archiveOf(made.events), {
      random: made.random,
      sidecars: sidecarList(made.sidecars),
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(report.ok).toBe(true);
    const order = (list: readonly Uint8Array[]) => list.map(String).sort();
    expect(order(report.facts.payloads)).toEqual(order(made.counted));
    expect(report.facts).toMatchObject({
      uuid: made.election.uuid,
      fingerprint: made.election.fingerprint,
      voters: 3,
      ballots: 4,
      counted: 3,
      mixers: [1, 2],
      trustees: 2,
      decryptions: [1, 2],
      markedPlaintexts: [],
    });
    expect(report.facts.ballotHashes).toHaveLength(4);
    expect(report.checks.map(({ name }) => name)).toEqual([
      'file',
      'events',
      'setup',
      'ballots',
      'tally',
      'shuffles',
      'decryptions',
      'sidecars',
      'result',
      'plaintexts',
    ]);
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1]);
    expect(seen.every(([done, total]) => done <= total)).toBe(true);
  });

  it('can be verified after every event, up to the stage reached', async () => {
    const { random } = made;
    const stages = [
      [0, 'setup'],
      [2, 'ballots'],
      [6, 'tally'],
      [6, 'shuffles'],
      [7, 'shuffles'],
      [9, 'mixed'],
      [10, 'decryptions'],
      [12, 'result'],
    ] as const;
    for (const [height, stage] of stages) {
      expect(await verifyArchive(upTo(height), { random, upTo: stage })).toMatchObject({ ok: true, level: 'archive' });
    }
    const early = await verifyArchive(upTo(8), { random, upTo: 'mixed' });
    expect(early.failure).toMatchObject({ check: 'events', code: 'events_incomplete' });
  });
});

describe('what a mixer runs first', () => {
  it('hands out the list to shuffle', async () => {
    const tally = encryptedTally(made.events.flatMap((e) => (e.type === 'Ballot' ? [e.ballot] : [])));
    const first = await verifyForMixing(upTo(6), { random: made.random });
    expect(first).toMatchObject({ ok: true, ciphertexts: tally.ciphertexts, mixers: [] });
    const second = await verifyForMixing(upTo(7), { random: made.random });
    expect(second).toMatchObject({ ok: true, ciphertexts: JSON.parse(event(7).shuffle).ciphertexts[0], mixers: [1] });
  });

  it('refuses a marked list, an unfinished archive and a mixing that is over', async () => {
    const { random } = made;
    const marked = replaceEvent(made.events.slice(0, 8), 'Shuffle', 0, (e) => [
      { ...e, shuffle: editJson(e.shuffle, (v) => (v.ciphertexts[0][1].beta = addTorsion(v.ciphertexts[0][1].beta))) },
    ]);
    const refused = await verifyForMixing(archiveOf(marked), { random });
    expect(refused).toMatchObject({
      ok: false,
      code: 'refused',
      report: { failure: { code: 'point_not_in_subgroup' } },
    });
    expect(await verifyForMixing(upTo(4), { random })).toMatchObject({ ok: false, code: 'refused' });
    expect(await verifyForMixing(upTo(9), { random })).toMatchObject({ ok: false, code: 'too_late' });
  });

  it('is not the only guard: mixing itself refuses points outside the subgroup', async () => {
    const { election, random } = made;
    const input = encryptedTally([event(1).ballot, event(2).ballot]).ciphertexts;
    const [first, ...rest] = input as [CiphertextText, ...CiphertextText[]];
    const marked = [{ ...first, alpha: addTorsion(first.alpha) }, ...rest];
    await expect(mix({ election, input: marked, random })).rejects.toThrow('subgroup');
    await expect(mix({ election: { ...election, publicKey: IDENTITY_TEXT }, input, random })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('what a trustee runs first', () => {
  it('hands out the last list, also when others have decrypted already', async () => {
    const { random } = made;
    const list = JSON.parse(event(8).shuffle).ciphertexts[0];
    expect(await verifyForOpening(upTo(9), { random })).toMatchObject({ ok: true, ciphertexts: list, mixers: [1, 2] });
    expect(await verifyForOpening(upTo(10), { random })).toMatchObject({ ok: true });
  });

  it('refuses before the mixing has ended, with one mixer, and after the result', async () => {
    const { random } = made;
    expect(await verifyForOpening(upTo(8), { random })).toMatchObject({ ok: false, code: 'refused' });
    const lonely: ArchiveEvent[] = [...made.events.slice(0, 8), { type: 'EndShuffles' }];
    const verdict = await verifyForOpening(archiveOf(lonely), { random });
    expect(verdict).toMatchObject({ ok: false, report: { failure: { code: 'shuffle_too_few_mixers' } } });
    expect(await verifyForOpening(upTo(12), { random })).toMatchObject({ ok: false, code: 'too_late' });
  });

  it('refuses the key of another trustee, an unreadable key and an owner who does not exist', async () => {
    const { election, trustees, random } = made;
    const ciphertexts = JSON.parse(event(8).shuffle).ciphertexts[0];
    const request = { election, trustees, ciphertexts, random };
    const [first = '', second = ''] = made.privateKeys;
    const codes = [
      await partiallyDecrypt({ ...request, owner: 1, privateKey: second }),
      await partiallyDecrypt({ ...request, owner: 1, privateKey: 'abc' }),
      await partiallyDecrypt({ ...request, owner: 3, privateKey: first }),
      await partiallyDecrypt({
        ...request,
        owner: 1,
        privateKey: first,
        ciphertexts: [{ ...ciphertexts[0], alpha: addTorsion(ciphertexts[0].alpha) }],
      }),
    ].map((verdict) => !verdict.ok && verdict.code);
    expect(codes).toEqual(['wrong_key', 'wrong_key', 'decryption_bad_owner', 'point_not_in_subgroup']);
  });
});

describe('a random source that fails', () => {
  it('is not taken for a verdict', async () => {
    const fault = new Error('no entropy');
    const random = () => {
      throw fault;
    };
    await expect(verifyArchive(archiveOf(made.events), { random })).rejects.toBe(fault);
    const { election, trustees } = made;
    const ciphertexts = JSON.parse(event(8).shuffle).ciphertexts[0];
    const request = { election, trustees, ciphertexts, random, owner: 1, privateKey: made.privateKeys[0] ?? '' };
    await expect(partiallyDecrypt(request)).rejects.toBe(fault);
  });
});

describe('what the board checks on arrival', () => {
  it('accepts the shuffles and refuses them over another list', async () => {
    const { election, random } = made;
    const first = await verifyForMixing(upTo(6), { random });
    const input = unwrap(first.ok ? first : { ok: false, message: first.code }).ciphertexts;
    const { shuffle } = event(7);
    const checked = unwrap(await checkShuffle({ election, input, shuffle, random }));
    expect(checked.output).toEqual(JSON.parse(shuffle).ciphertexts[0]);
    const swapped = await checkShuffle({ election, input: [...input].reverse(), shuffle, random });
    expect(swapped).toMatchObject({ ok: false, code: 'shuffle_bad_proof' });
  });

  it.each<[string, string, (record: Loose, sidecar: Loose) => void]>([
    [
      'a factor of another ballot',
      'decryption_bad_proof',
      (r) => (r.decryption_factors[0][0] = r.decryption_factors[0][1]),
    ],
    ['a changed response', 'decryption_bad_proof', (r) => (r.decryption_proofs[0][1].response = '1')],
    ['too few proofs', 'decryption_wrong_length', (r) => r.decryption_proofs[0].pop()],
    ['the side-car of somebody else', 'sidecar_bad_proof', (_, s) => (s.owner = 2)],
    ['a changed side-car', 'sidecar_bad_proof', (_, s) => (s.response = '1')],
    ['a side-car with exchanged commitments', 'sidecar_bad_proof', (_, s) => s.commitments.reverse()],
    [
      'a side-car outside the subgroup',
      'point_not_in_subgroup',
      (_, s) => (s.commitments[0] = addTorsion(s.commitments[0])),
    ],
    ['a side-car number that is too long', 'scalar_not_canonical', (_, s) => (s.response = `0${s.response}`)],
  ])('refuses a partial decryption with %s', async (_name, code, change) => {
    const { election, trustees } = made;
    const ciphertexts = JSON.parse(event(8).shuffle).ciphertexts[0];
    const record = JSON.parse(event(10).record);
    const sidecar = JSON.parse(made.sidecars[0] ?? '');
    const request = { election, trustees, owner: 1, ciphertexts };
    const texts = () => ({ record: JSON.stringify(record), sidecar: JSON.stringify(sidecar) });
    expect(await checkPartialDecryption({ ...request, ...texts() })).toEqual({ ok: true });
    change(record, sidecar);
    expect(await checkPartialDecryption({ ...request, ...texts() })).toMatchObject({ ok: false, code });
  });

  it('combines the result only when everybody has delivered', async () => {
    const { election, trustees } = made;
    const ciphertexts = JSON.parse(event(8).shuffle).ciphertexts[0];
    const partials = [event(10), event(11)];
    const request = { election, trustees, ciphertexts };
    expect(await combineResult({ ...request, partials })).toMatchObject({ ok: true, result: event(12).result });
    expect(await combineResult({ ...request, partials: [event(11)] })).toMatchObject({ code: 'decryption_missing' });
    const short = { owner: 1, record: editJson(event(10).record, (v) => v.decryption_factors[0].pop()) };
    expect(await combineResult({ ...request, partials: [short] })).toMatchObject({ code: 'decryption_wrong_length' });
  });
});
