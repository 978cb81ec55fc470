import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeContest } from '@/lib/voting/service';
import { createTestCity, makeBallot, newKey, openTestContest, registerDevice } from '@/lib/voting/testing/contest';
import { castBallot } from '../voting/ballots/cast';
import { audit } from './audit';
import { firstBrokenLink } from './audit-log';
import { testDeps } from './testing/deps';

const deps = testDeps();
const { db } = deps;
const SYSTEM = { id: null, role: 'system' as const };
const write = (action: string, detail = {}) =>
  db.$transaction((tx) => audit(tx, new Date(), SYSTEM, { action, subject: 'test:1', detail }));

beforeAll(async () => {
  await createTestCity(deps);
  const contest = await openTestContest(deps, 'audit', 1);
  const { credential } = await registerDevice(deps, contest, 0);
  const text = makeBallot(deps, contest, credential, [1]);
  await castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
  await closeContest(deps, SYSTEM, contest.id);
  const electionId = contest.election.id;
  await db.mix.create({ data: { electionId, position: 0, owner: 1, record: '{}' } });
  await db.decryption.create({ data: { electionId, owner: 1, record: '{}', sidecar: '{}' } });
  await db.electionFile.create({ data: { electionId, name: 'f', content: new Uint8Array([1]) } });
});
afterAll(() => db.$disconnect());

describe('the audit log', () => {
  test('stays one chain without gaps, however many write at once', async () => {
    const before = await db.auditEvent.count();
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => write('test.parallel', { number: i, text: 'é\u2028"', no: null })),
    );
    expect(await db.auditEvent.count()).toBe(before + 30);
    expect(await firstBrokenLink(db)).toBeNull();
  });

  test('an act that is rolled back leaves no entry, and the chain goes on from the last one that stayed', async () => {
    const before = await db.auditEvent.count();
    const undone = db.$transaction(async (tx) => {
      await audit(tx, new Date(), SYSTEM, { action: 'test.undone', subject: 'test:1' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await write('test.after');
    expect(await db.auditEvent.count()).toBe(before + 1);
    expect(await firstBrokenLink(db)).toBeNull();
  });

  test('an entry that follows another one than it did breaks the chain', async () => {
    await write('test.last');
    const { position } = await db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });
    const { hash } = await db.auditEvent.findUniqueOrThrow({ where: { position: position - 3 } });
    const other = hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    await db.$executeRaw`alter table city.audit_event disable trigger append_only`;
    await db.auditEvent.update({ where: { position: position - 2 }, data: { previousHash: other } });
    expect(await firstBrokenLink(db)).toBe(position - 2);
    await db.auditEvent.update({ where: { position: position - 2 }, data: { previousHash: hash } });
    await db.$executeRaw`alter table city.audit_event enable trigger append_only`;
    expect(await firstBrokenLink(db)).toBeNull();
  });
});

test('SEC-11: entries name no voter and no address of anybody', async () => {
  const entries = JSON.stringify(await db.auditEvent.findMany());
  const people = await db.rollEntry.findMany({ select: { externalId: true, registrationKey: true } });
  const users = await db.user.findMany({ where: { email: { not: null } }, select: { email: true } });
  const words = [...people.flatMap((person) => Object.values(person)), ...users.map(({ email }) => email)];
  expect(words.length).toBeGreaterThan(3);
  for (const word of words) expect(entries).not.toContain(word);
});

describe('SEC-05: the database itself refuses to change, remove or empty', () => {
  const kept = [
    ['city.audit_event', 'action'],
    ['board.election', 'tie_seed'],
    ['board.leaf', 'text'],
    ['board.head', 'root'],
    ['board.ballot', 'text'],
    ['board.mix', 'record'],
    ['board.decryption', 'sidecar'],
    ['board.election_file', 'name'],
    ['board.election_state', 'closed'],
  ] as const;
  test.each(kept)('%s', async (table, column) => {
    const [row] = await db.$queryRawUnsafe<{ rows: number }[]>(`select count(*)::int as rows from ${table}`);
    expect(row?.rows).toBeGreaterThan(0);
    const refused = /append-only|cannot be changed or removed|stays closed/;
    await expect(db.$executeRawUnsafe(`update ${table} set ${column} = ${column}`)).rejects.toThrow(refused);
    await expect(db.$executeRawUnsafe(`delete from ${table}`)).rejects.toThrow(refused);
    await expect(db.$executeRawUnsafe(`truncate ${table} cascade`)).rejects.toThrow(refused);
  });

  test('a ballot’s place on the board is filled in once and never moved', async () => {
    const moved = db.$executeRaw`update board.ballot set leaf_index = leaf_index + 1`;
    await expect(moved).rejects.toThrow(/cannot be changed/);
  });
});
