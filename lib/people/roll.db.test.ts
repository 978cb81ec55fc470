import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deriveRegistrationKey, generateCode } from '@/lib/protocol/registration';
import type { Actor } from '@/lib/server/audit';
import { firstBrokenLink } from '@/lib/server/audit-log';
import { connect } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { storeRegistrationKeys } from './registration-keys';
import { importRoll, rollFigures } from './roll';

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
  await db.area.create({ data: { cityId, slug: 'ribeira', name: 'Ribeira' } });
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
    select: { id: true, externalId: true, email: true, salt: true, registrationKey: true },
  });
const makeKey = () => deriveRegistrationKey(roundId, generateCode(deps.random)).publicKey;
const store = (keys: { rollEntryId: string; publicKey: string }[]) =>
  storeRegistrationKeys(deps, actor, { roundId, keys });

async function openSomeContest() {
  const envelope = await db.envelope.create({ data: { roundId, name: 'Ribeira', amountMinor: 1n } });
  const data = { name: 'Ribeira', slug: randomBytes(6).toString('hex'), maxChoices: 1, rule: 'greedy_votes' };
  await db.contest.create({ data: { ...data, roundId, envelopeId: envelope.id, status: 'open' } });
}

describe('importRoll', () => {
  test('the same file twice adds nobody; a changed row changes one person, who keeps salt and key', async () => {
    expect(await load('1,ribeira,ana@x.pt', '2,,')).toEqual({
      ok: true,
      value: { added: 2, changed: 0, unchanged: 0, errors: [] },
    });
    const [ana] = await entries();
    if (!ana) throw new Error('nobody was added');
    await store([{ rollEntryId: ana.id, publicKey: makeKey() }]);
    expect(await load('1,ribeira,ana@x.pt', '2,,')).toMatchObject({ value: { added: 0, changed: 0, unchanged: 2 } });
    expect(await load('1,ribeira,ana@new.pt')).toMatchObject({ value: { added: 0, changed: 1, unchanged: 0 } });
    const [after, other] = await entries();
    expect(after).toMatchObject({ id: ana.id, salt: ana.salt, email: 'ana@new.pt' });
    expect(after?.registrationKey).not.toBeNull();
    expect(other?.externalId).toBe('2');
  });

  test('faulty rows are left out by line, the others are stored', async () => {
    const loaded = await load('1,ribeira,', '1,,', ',,', '2,atlantis,', '3,,nobody', '4,,d@x.pt');
    expect(loaded).toMatchObject({ ok: true, value: { added: 2 } });
    expect(loaded.ok && loaded.value.errors.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '3 duplicate_id',
      '4 missing_id',
      '5 unknown_area',
      '6 bad_email',
    ]);
    expect((await entries()).map(({ externalId }) => externalId)).toEqual(['1', '4']);
  });

  test.each([
    ['other columns', new TextEncoder().encode('id,name\n1,Ana\n'), 'wrong_columns'],
    ['another encoding', Uint8Array.of(0x65, 0xe9, 0x0a), 'not_utf8'],
    ['nothing', new Uint8Array(), 'empty'],
  ])('a file with %s changes nothing', async (_what, bytes, code) => {
    await load('1,,');
    const before = await db.auditEvent.count();
    const refused = await importRoll(deps, actor, roundId, bytes);
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad_file', fault: { code } } });
    expect(await rollFigures(deps, roundId)).toEqual({ people: 1, withCode: 0 });
    expect(await db.auditEvent.count()).toBe(before);
  });

  test('is refused once a contest of the round has opened', async () => {
    await load('1,,');
    await openSomeContest();
    expect(await load('2,,')).toEqual({ ok: false, error: { code: 'roll_frozen' } });
    const [entry] = await entries();
    const keys = [{ rollEntryId: entry?.id as string, publicKey: makeKey() }];
    expect(await store(keys)).toEqual({ ok: false, error: { code: 'roll_frozen' } });
    expect(await rollFigures(deps, roundId)).toEqual({ people: 1, withCode: 0 });
  });

  test('two files at the same time: every person once, and each import tells what it did', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `${index},ribeira,`);
    const loaded = await Promise.all([load(...rows), load(...rows), load(...rows.slice(0, 100))]);
    const added = loaded.map((result) => (result.ok ? result.value.added : Number.NaN));
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(await rollFigures(deps, roundId)).toEqual({ people: 300, withCode: 0 });
    expect(await firstBrokenLink(db)).toBeNull();
  });

  test('an unknown round is not found', async () => {
    expect(await importRoll(deps, actor, 'nowhere', file('1,,'))).toEqual({ ok: false, error: { code: 'not_found' } });
  });
});
