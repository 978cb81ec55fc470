import { describe, expect, test } from 'vitest';
import { openSealed } from './open-ballot';
import { pretendDevice } from './testing/pretend-device';
import { castSealed, hasKey, sealDraft } from './vote';

const silently = { tell: () => undefined, isStopped: () => false };

function setUp() {
  const scene = pretendDevice();
  const { device, election } = scene;
  const seal = async () => {
    const sealed = await sealDraft(device, election);
    if (!sealed) throw new Error('there is a draft');
    return sealed;
  };
  const open = (tracker: string, on = device) => openSealed(on, election, tracker, silently);
  const castShown = (tracker: string, on = device) => castSealed(on, election, tracker, () => undefined);
  const check = async (opening: string) => {
    const { electionText, descriptionText } = election;
    return device.booth.ask('checkOpened', { electionText, descriptionText, opening });
  };
  return { ...scene, seal, open, castShown, check };
}

describe('testing a ballot', () => {
  test('shows what it holds under the tracker that was shown, and the next ballot is a fresh one', async () => {
    const { city, choose, seal, open, castShown, check } = setUp();
    await choose(3, 1);
    const tested = await seal();
    const opened = await open(tested.tracker);
    if (!opened.ok) throw new Error(opened.fault);
    expect(await check(opened.opening)).toMatchObject({
      ok: true,
      tracker: tested.tracker,
      chosen: [{ position: 1 }, { position: 3 }],
    });
    expect(city.opened.size).toBe(1);
    const fresh = await seal();
    expect(fresh.tracker).not.toBe(tested.tracker);
    expect(await castShown(fresh.tracker)).toEqual({ ok: true });
    expect([...city.ballots.values()].map(({ text }) => text)).toEqual([fresh.ballot]);
  });

  test('makes that ballot useless: neither this device nor the city takes it any more', async () => {
    const { city, device, election, rooms, choose, seal, open, castShown } = setUp();
    await choose(2);
    const tested = await seal();
    expect((await open(tested.tracker)).ok).toBe(true);
    expect(await castShown(tested.tracker)).toEqual({ ok: false, fault: 'changed' });
    expect(rooms.sealed.size).toBe(0);
    // A device that kept it all the same (a restored profile, say) hears it from the city.
    const [place = ''] = rooms.drafts.keys();
    rooms.sealed.set(place, tested);
    expect(await castShown(tested.tracker)).toEqual({ ok: false, fault: 'changed' });
    expect(await device.api.cast(election.contestId, 'another-key', tested.ballot)).toMatchObject({
      code: 'ballot_opened',
    });
    expect(city.ballots.size).toBe(0);
  });

  test('SEC-01: tells the city a hash, a key and a signature, whatever was chosen', async () => {
    const shapes = await Promise.all(
      [[], [1], [1, 2, 3]].map(async (chosen) => {
        const { city, choose, seal, open } = setUp();
        await choose(...chosen);
        await open((await seal()).tracker);
        const challenge = JSON.parse(city.requests.at(-1) ?? '');
        expect(Object.keys(challenge)).toEqual(['hash', 'credential', 'signature']);
        return JSON.stringify(challenge).replace(/\d{30,}|[0-9a-f]{64}/g, '·');
      }),
    );
    expect(new Set(shapes).size).toBe(1);
  });

  test('SEC-02: what encrypted a ballot is in no storage, and gone from the worker once it is cast or opened', async () => {
    const { rooms, worker, choose, seal, open, castShown } = setUp();
    await choose(1);
    const { tracker } = await seal();
    const { encryption } = worker.encrypted.get(tracker) ?? {};
    expect(encryption).toBeTypeOf('bigint');
    const kept = () => JSON.stringify(Object.values(rooms).map((room) => [...room.values()]));
    expect(kept()).not.toContain(String(encryption));
    expect(kept()).not.toContain(encryption?.toString(16));
    await open(tracker);
    expect(worker.encrypted.size).toBe(0);
    const next = await seal();
    await castShown(next.tracker);
    expect(worker.encrypted.size).toBe(0);
  });
});

describe('what can come in between', () => {
  test('lost answers: the city is asked again until it has noted the test, and only then the ballot is opened', async () => {
    const { city, choose, seal, open, worker } = setUp();
    await choose(1);
    const { tracker } = await seal();
    city.lostChallenges = 3;
    const opening = open(tracker);
    expect(worker.encrypted.has(tracker)).toBe(true);
    expect((await opening).ok).toBe(true);
    expect(city.opened.size).toBe(1);
    expect(city.lostChallenges).toBe(0);
  });

  test('no network, and the voter stops waiting: nothing is opened, and the ballot is not cast either', async () => {
    const { device, election, city, choose, seal, castShown } = setUp();
    await choose(1);
    const { tracker } = await seal();
    city.lostChallenges = 1000;
    let tries = 0;
    const isStopped = () => {
      tries += 1;
      return tries > 3;
    };
    const stopped = await openSealed(device, election, tracker, { tell: () => undefined, isStopped });
    expect(stopped).toEqual({ ok: false, fault: 'stopped' });
    expect(await castShown(tracker)).toEqual({ ok: false, fault: 'changed' });
    expect((await seal()).tracker).not.toBe(tracker);
  });

  test('a reload in the middle: the ballot goes, the choices stay', async () => {
    const { device, election, storage, openTab, choose, seal, castShown } = setUp();
    await choose(1);
    const { tracker, idempotencyKey } = await seal();
    await storage.claimSealed(election, idempotencyKey, 'opening'); // and here the page died
    const reloaded = openTab().device;
    expect(await castShown(tracker, reloaded)).toEqual({ ok: false, fault: 'changed' });
    const next = await sealDraft(reloaded, election);
    expect(next?.tracker).not.toBe(tracker);
    expect(await storage.getDraft(election)).toEqual([1]);
    expect(await castShown(next?.tracker ?? '', device)).toEqual({ ok: true });
  });

  test('a reload before: the old ballot can be cast but no longer opened', async () => {
    const { openTab, choose, seal, open, castShown } = setUp();
    await choose(1);
    const { tracker } = await seal();
    const reloaded = openTab().device;
    expect(await open(tracker, reloaded)).toEqual({ ok: false, fault: 'not_openable' });
    expect(await castShown(tracker, reloaded)).toEqual({ ok: true });
  });

  test('two tabs, one casting and one testing: one of the two', async () => {
    for (const first of ['cast', 'open'] as const) {
      const { city, openTab, choose, seal, open, castShown } = setUp();
      await choose(1);
      const { tracker } = await seal();
      const other = openTab().device;
      const acts = { cast: () => castShown(tracker, other), open: () => open(tracker) };
      const second = first === 'cast' ? 'open' : 'cast';
      const results = await Promise.all([acts[first](), acts[second]()]);
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(city.ballots.size + city.opened.size).toBe(1);
    }
  });

  test('pressed twice: opened once', async () => {
    const { city, choose, seal, open } = setUp();
    await choose(1);
    const { tracker } = await seal();
    const results = await Promise.allSettled([open(tracker), open(tracker)]);
    const opened = results.filter((result) => result.status === 'fulfilled' && result.value.ok);
    expect(opened).toHaveLength(1);
    expect(city.opened.size).toBe(1);
  });

  test('choices changed in another tab: the test is not of what was shown', async () => {
    const { choose, seal, open } = setUp();
    await choose(1);
    const { tracker } = await seal();
    await choose(2);
    expect(await open(tracker)).toEqual({ ok: false, fault: 'changed' });
  });

  test('a refusal leaves the ballot as it was', async () => {
    const { city, choose, seal, open, castShown } = setUp();
    await choose(1);
    const { tracker } = await seal();
    city.isClosed = true;
    expect(await open(tracker)).toEqual({ ok: false, fault: 'contest_closed' });
    city.isClosed = false;
    expect(await castShown(tracker)).toEqual({ ok: true });
  });

  test('a ballot that is recorded already is not opened', async () => {
    const { rooms, worker, choose, seal, open, castShown } = setUp();
    await choose(1);
    const sealed = await seal();
    const secrets = worker.encrypted.get(sealed.tracker);
    await castShown(sealed.tracker);
    const [place = ''] = rooms.receipts.keys();
    rooms.sealed.set(place, sealed);
    if (secrets) worker.encrypted.set(sealed.tracker, secrets);
    expect(await open(sealed.tracker)).toEqual({ ok: false, fault: 'already_cast' });
  });
});

describe('where the server vouches', () => {
  test('no code is asked for, no registration is signed, and ballots are cast and tested alike', async () => {
    const { city, device, election, tab, choose } = pretendDevice('vouched');
    tab.keys = null;
    await choose(1);
    expect(await hasKey(device, election)).toBe(true);
    const tested = await sealDraft(device, election);
    expect((await openSealed(device, election, tested?.tracker ?? '', silently)).ok).toBe(true);
    expect(JSON.parse(city.requests[0] ?? '')).toMatchObject({ registration: null });
    const sealed = await sealDraft(device, election);
    expect(await castSealed(device, election, sealed?.tracker ?? '', () => undefined)).toEqual({ ok: true });
  });
});
