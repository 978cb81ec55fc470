import { describe, expect, test } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { voterKeys } from './testing/pretend-city';
import { pretendDevice as setUp } from './testing/pretend-device';
import { castSealed, hasKey, sealDraft } from './vote';
import { work } from './work';

const random = seededRandom('voter');

describe('casting from a device', () => {
  test('ends with one ballot, one receipt, and neither choices nor ballot left on the device', async () => {
    const { city, rooms, cast, choose, storage, election } = setUp();
    await choose(3, 1);
    expect(await cast()).toEqual({ ok: true });
    expect(city.ballots.size).toBe(1);
    expect(rooms.drafts.size + rooms.sealed.size).toBe(0);
    const receipt = await storage.getReceipt(election);
    expect(Object.keys(JSON.parse(receipt?.receipt ?? '{}')).sort()).toEqual([
      'electionFingerprint',
      'includedBy',
      'signature',
      'tracker',
    ]);
  });

  test('SEC-01: every request has the same length and words whatever was chosen', async () => {
    const shapes = await Promise.all(
      [[], [1], [1, 2, 3]].map(async (chosen) => {
        const { city, cast, choose } = setUp();
        await choose(...chosen);
        await cast();
        return city.requests.map((text) =>
          text.replace(/\d{30,}|[0-9a-f]{64}|[A-Za-z0-9+/]{43}|[1-9A-HJ-NP-Za-km-z]{14}/g, '·'),
        );
      }),
    );
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
  });

  test('goes on after lost answers with the same ballot and the same key', async () => {
    const { city, cast, choose } = setUp();
    await choose(2);
    city.lostRegistrations = 2;
    city.lostCasts = 4;
    expect(await cast()).toEqual({ ok: true });
    expect(city.ballots.size).toBe(1);
    const casts = city.requests.filter((text) => text.startsWith('key-'));
    expect(casts).toHaveLength(5);
    expect(new Set(casts).size).toBe(1);
  });

  test('a page that was closed after the server stored the ballot fetches the same receipt when it returns', async () => {
    const { city, device, rooms, cast, choose, storage, election } = setUp();
    await choose(2);
    const sealed = await sealDraft(device, election);
    await cast();
    const receipt = await storage.getReceipt(election);
    // As if the page had died before the answer: everything as it was while sending.
    const [place = ''] = rooms.receipts.keys();
    if (sealed) rooms.sealed.set(place, { ...sealed, state: 'sending' });
    city.isClosed = true;
    expect(await cast()).toEqual({ ok: true });
    expect(await storage.getReceipt(election)).toEqual(receipt);
    expect(city.ballots.size).toBe(1);
  });

  test('two presses at once, or two tabs, are one ballot', async () => {
    const { city, cast, choose } = setUp();
    await choose(1, 2);
    expect(await Promise.all([cast(), cast(), cast()])).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(city.ballots.size).toBe(1);
  });

  test('voting again makes another ballot under the same key of this device', async () => {
    const { city, cast, choose } = setUp();
    await choose(1);
    await cast();
    await choose(2);
    await cast();
    expect(city.ballots.size).toBe(2);
    expect(new Set([...city.ballots.values()].map(({ credential }) => credential)).size).toBe(1);
  });

  test('after another device took over, the voter sees a new tracker, under a new key, before anything is cast', async () => {
    const { city, device, election, cast, choose } = setUp();
    await choose(1);
    await cast();
    for (const key of city.registered) city.superseded.add(key);
    await choose(3);
    const before = await sealDraft(device, election);
    expect(await cast()).toEqual({ ok: false, fault: 'renewed' });
    expect(city.ballots.size).toBe(1);
    const after = await sealDraft(device, election);
    expect(after?.tracker).not.toBe(before?.tracker);
    expect(await cast()).toEqual({ ok: true });
    expect(city.registered.size).toBe(2);
    expect(city.ballots.size).toBe(2);
  });

  test('only the ballot whose tracker was shown is cast', async () => {
    const { city, device, election, choose } = setUp();
    await choose(1);
    const shown = await sealDraft(device, election);
    await choose(2); // in another tab
    const stale = await castSealed(device, election, shown?.tracker ?? '', () => undefined);
    expect(stale).toEqual({ ok: false, fault: 'changed' });
    expect(city.requests).toEqual([]);
  });
});

describe('what can stand in the way', () => {
  test('without the code’s key the code is asked for, and nothing is sent', async () => {
    const { city, device, tab, cast, choose, election } = setUp();
    await choose(1);
    tab.keys = null;
    expect(await hasKey(device, election)).toBe(false);
    expect(await cast()).toEqual({ ok: false, fault: 'needs_code' });
    expect(city.requests).toEqual([]);
    tab.keys = { publicKey: voterKeys.publicKey, secret: String(voterKeys.secret) };
    expect(await cast()).toEqual({ ok: true });
    tab.keys = null;
    expect(await hasKey(device, election)).toBe(true);
  });

  test('an ended session and a closed contest are told; the choices stay and can be changed', async () => {
    const { city, cast, choose, storage, election } = setUp();
    await choose(1);
    city.isSignedIn = false;
    expect(await cast()).toEqual({ ok: false, fault: 'signed_out' });
    city.isSignedIn = true;
    city.isClosed = true;
    expect(await cast()).toEqual({ ok: false, fault: 'contest_closed' });
    expect(await storage.getDraft(election)).toEqual([1]);
    expect(await choose(2)).toBe(true);
  });

  test('a receipt that the board did not sign is not taken, and the ballot is kept', async () => {
    const { city, cast, choose, storage, election } = setUp();
    await choose(1);
    city.isForger = true;
    expect(await cast()).toEqual({ ok: false, fault: 'receipt_not_genuine' });
    expect(await storage.getReceipt(election)).toBeNull();
    expect((await storage.getSealed(election))?.state).toBe('sending');
    expect(await choose(2)).toBe(false);
    city.isForger = false;
    expect(await cast()).toEqual({ ok: true });
    expect(city.ballots.size).toBe(1);
  });

  test('another voter on the same device meets neither draft nor key', async () => {
    const { storage, choose, device, election } = setUp();
    await choose(1);
    await sealDraft(device, election);
    const neighbour = { ...election, voter: 'f'.repeat(64) };
    expect(await storage.getDraft(neighbour)).toBeNull();
    expect(await storage.getCredential(neighbour)).toBeNull();
    expect(device.registrationKey(neighbour.voter)).toBeNull();
  });

  test('a changed choice throws the encrypted ballot away and makes another', async () => {
    const { device, choose, election } = setUp();
    await choose(1);
    const first = await sealDraft(device, election);
    expect(await sealDraft(device, election)).toEqual(first);
    await choose(1, 2);
    const second = await sealDraft(device, election);
    expect(second?.tracker).not.toBe(first?.tracker);
    expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
  });
});

describe('the worker’s work', () => {
  test('refuses a description that the election is not bound to, and choices that break the rules', async () => {
    const { election } = setUp();
    const { electionText, descriptionText } = election;
    const seal = (change: object) =>
      work(
        { random, encrypted: new Map() },
        { id: 1, kind: 'seal', ask: { electionText, descriptionText, credential: null, chosen: [1], ...change } },
      );
    expect(seal({})).toMatchObject({ tracker: expect.stringMatching(/^[A-Za-z0-9+/]{43}$/) });
    const other = descriptionText.replace(/"name":"/, '"name":"X');
    expect(() => seal({ descriptionText: other })).toThrow('another description');
    expect(() => seal({ electionText: '{}' })).toThrow('unreadable election');
    expect(() => seal({ chosen: [1, 1] })).toThrow('not a valid vote');
    expect(() => seal({ chosen: [99_999] })).toThrow('not a valid vote');
  });
});
