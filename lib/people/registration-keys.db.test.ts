import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deriveRegistrationKey, generateCode } from '@/lib/protocol/registration';
import type { Actor } from '@/lib/server/audit';
import { connect } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { previewRegistrationKeys, storeRegistrationKeys } from './registration-keys';
import { importRoll, listEntriesWithoutCode, rollFigures } from './roll';

const db = connect(process.env.DATABASE_URL as string);
const deps: Deps = {
  db,
  now: () => new Date('2027-05-12T12:00:00Z'),
  random: (length) => new Uint8Array(randomBytes(length)),
  signingKey: new Uint8Array(32).fill(7),
  batchMinimum: 1,
  witnesses: [],
};
const actor: Actor = { id: null, role: 'administrator' };
let cityId: string;
let roundId: string;

beforeAll(async () => {
  const city = await db.city.create({
    data: { name: 'Vila Clara', currency: 'BRL', languages: ['en'], timeZone: 'UTC' },
  });
  cityId = city.id;
});
beforeEach(async () => {
  const slug = `round-${randomBytes(6).toString('hex')}`;
  roundId = (await db.round.create({ data: { cityId, slug, name: slug } })).id;
});

const file = (...rows: string[]) => new TextEncoder().encode(['external_id,area,email', ...rows, ''].join('\n'));
const load = (...rows: string[]) => importRoll(deps, actor, roundId, file(...rows));
const entries = () =>
  db.rollEntry.findMany({
    where: { roundId },
    orderBy: { externalId: 'asc' },
    select: { id: true, externalId: true, registrationKey: true },
  });
const makeKey = () => deriveRegistrationKey(roundId, generateCode(deps.random)).publicKey;
const store = (keys: { rollEntryId: string; publicKey: string }[]) =>
  storeRegistrationKeys(deps, actor, { roundId, keys });

describe('storeRegistrationKeys', () => {
  test('stores each key once: sent again it changes nothing, and another key for the same person is refused', async () => {
    await load('1,,', '2,,');
    const [one, two] = await entries();
    const keys = [one, two].map((entry) => ({ rollEntryId: entry?.id as string, publicKey: makeKey() }));
    expect(await store(keys)).toEqual({ ok: true, value: { stored: 2, refused: [] } });
    expect(await store(keys)).toEqual({ ok: true, value: { stored: 0, refused: [] } });
    const other = [{ rollEntryId: one?.id as string, publicKey: makeKey() }];
    expect(await store(other)).toEqual({ ok: true, value: { stored: 0, refused: [one?.id] } });
    expect((await entries()).map(({ registrationKey }) => registrationKey)).toEqual(
      keys.map(({ publicKey }) => publicKey),
    );
    expect(await listEntriesWithoutCode(deps, roundId)).toEqual([]);
  });

  test('of two registrars at the same time, each person gets the key of one and the other hears of it', async () => {
    await load(...Array.from({ length: 40 }, (_, index) => `${index},,`));
    const people = await entries();
    const attempts = [0, 1].map(() => people.map(({ id }) => ({ rollEntryId: id, publicKey: makeKey() })));
    const results = await Promise.all(attempts.map(store));
    const outcomes = results.map((result) => (result.ok ? result.value : { stored: Number.NaN, refused: [] }));
    expect(outcomes.map(({ stored }) => stored).sort()).toEqual([0, 40]);
    expect(outcomes.map(({ refused }) => refused.length).sort()).toEqual([0, 40]);
  });

  test('one key that is no key refuses the whole chunk', async () => {
    await load('1,,', '2,,');
    const [one, two] = await entries();
    const refused = await store([
      { rollEntryId: one?.id as string, publicKey: makeKey() },
      { rollEntryId: two?.id as string, publicKey: 'f'.repeat(64) },
    ]);
    expect(refused).toEqual({ ok: false, error: { code: 'bad_key', rollEntryId: two?.id } });
    expect(await rollFigures(deps, roundId)).toEqual({ people: 2, withCode: 0 });
  });

  test('cannot reach into another round', async () => {
    await load('1,,');
    const [entry] = await entries();
    const elsewhere = await db.round.create({ data: { cityId, slug: `else-${entry?.id}`, name: 'Elsewhere' } });
    const keys = [{ rollEntryId: entry?.id as string, publicKey: makeKey() }];
    expect(await storeRegistrationKeys(deps, actor, { roundId: elsewhere.id, keys })).toEqual({
      ok: true,
      value: { stored: 0, refused: [entry?.id] },
    });
    expect(await rollFigures(deps, roundId)).toEqual({ people: 1, withCode: 0 });
  });

  test('a key that another person has, or gets in the same request, is refused for the second', async () => {
    await load('1,,', '2,,', '3,,');
    const [one, two, three] = (await entries()).map(({ id }) => id) as [string, string, string];
    const [first, second] = [makeKey(), makeKey()];
    await store([{ rollEntryId: one, publicKey: first }]);
    const keys = [
      { rollEntryId: two, publicKey: first },
      { rollEntryId: two, publicKey: second },
      { rollEntryId: three, publicKey: second },
    ];
    expect(await store(keys)).toEqual({ ok: true, value: { stored: 1, refused: [two, three] } });
    expect((await entries()).map(({ registrationKey }) => registrationKey)).toEqual([first, second, null]);
  });

  test('is in the audit log once, with figures only', async () => {
    await load('1,,', '2,,');
    const keys = (await entries()).map(({ id }) => ({ rollEntryId: id, publicKey: makeKey() }));
    await store(keys);
    await store(keys);
    const entry = { action: 'roll.codes_made', subject: `round:${roundId}`, detail: { stored: 2, refused: 0 } };
    const logged = await db.auditEvent.findMany({ where: { subject: entry.subject, action: entry.action } });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject(entry);
  });
});

describe('previewRegistrationKeys', () => {
  const preview = (keys: { rollEntryId: string; publicKey: string }[]) =>
    previewRegistrationKeys(deps, { roundId, keys });

  test('says of each key what would become of it, and stores and logs nothing', async () => {
    await load('1,,', '2,,', '3,,', '4,,');
    const [one, two, three, four] = (await entries()).map(({ id }) => id) as [string, string, string, string];
    const [held, other] = [makeKey(), makeKey()];
    await store([
      { rollEntryId: one, publicKey: held },
      { rollEntryId: two, publicKey: other },
    ]);
    const before = { people: await entries(), log: await db.auditEvent.count() };
    const fresh = makeKey();
    const keys: [string, string, string, string | null][] = [
      [one, held, 'held', '1'],
      [two, makeKey(), 'taken', '2'],
      [three, held, 'shared', '3'],
      [three, fresh, 'new', '3'],
      [three, makeKey(), 'taken', '3'],
      [four, fresh, 'shared', '4'],
      [four, 'f'.repeat(64), 'not_a_key', '4'],
      // The identity, and a point of order two.
      [four, `01${'0'.repeat(62)}`, 'not_a_key', '4'],
      [four, `ec${'f'.repeat(60)}7f`, 'not_a_key', '4'],
      ['nobody', makeKey(), 'unknown', null],
    ];
    expect(await preview(keys.map(([rollEntryId, publicKey]) => ({ rollEntryId, publicKey })))).toEqual({
      ok: true,
      value: keys.map(([, , verdict, externalId]) => ({ verdict, externalId })),
    });
    expect({ people: await entries(), log: await db.auditEvent.count() }).toEqual(before);
  });

  test('tells nothing of people of another round', async () => {
    await load('1,,');
    const [entry] = await entries();
    const elsewhere = await db.round.create({ data: { cityId, slug: `from-${entry?.id}`, name: 'Elsewhere' } });
    const keys = [{ rollEntryId: entry?.id as string, publicKey: makeKey() }];
    expect(await previewRegistrationKeys(deps, { roundId: elsewhere.id, keys })).toEqual({
      ok: true,
      value: [{ verdict: 'unknown', externalId: null }],
    });
  });

  test('is refused once a contest of the round has opened, and for a round that is none', async () => {
    await load('1,,');
    const [entry] = await entries();
    const keys = [{ rollEntryId: entry?.id as string, publicKey: makeKey() }];
    const envelope = await db.envelope.create({ data: { roundId, name: 'Ribeira', amountMinor: 1n } });
    const data = { name: 'Ribeira', slug: randomBytes(6).toString('hex'), maxChoices: 1, rule: 'greedy_votes' };
    await db.contest.create({ data: { ...data, roundId, envelopeId: envelope.id, status: 'open' } });
    expect(await preview(keys)).toEqual({ ok: false, error: { code: 'roll_frozen' } });
    expect(await previewRegistrationKeys(deps, { roundId: 'nowhere', keys })).toEqual({
      ok: false,
      error: { code: 'not_found' },
    });
  });
});
