import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/server/audit';
import { firstBrokenLink, listAuditEvents } from '@/lib/server/audit-log';
import { connect } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { openingObstacles } from '@/lib/voting/service';
import { setCalendar } from './calendar';
import { mailTrustee } from './invitations';
import { previewImport } from './project-import';
import { getContest, getRound, listContests, turnoutOf } from './queries';
import { CalendarInput, ContestInput, EnvelopeInput, PHASE_KINDS } from './schema';
import {
  addProject,
  createContest,
  createEnvelope,
  createRound,
  importProjects,
  removeProject,
  updateContest,
} from './service';
import { addTrustee, removeTrustee } from './trustees';

const db = connect(process.env.DATABASE_URL as string);
const deps: Deps = {
  db,
  now: () => new Date('2027-05-12T12:00:00Z'),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  signingKey: new Uint8Array(32).fill(7),
  batchMinimum: 1,
  witnesses: [],
};
const zone = 'America/Sao_Paulo';
let actor: Actor;
let serial = 0;

beforeAll(async () => {
  await db.city.create({
    data: { name: 'Vila Clara', currency: 'BRL', languages: ['en'], timeZone: zone },
  });
  const user = await db.user.create({ data: { name: 'Ana Prado', email: 'ana@vila.example' } });
  actor = { id: user.id, role: 'administrator' };
});

const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const contestFields = { minChoices: '0', maxChoices: '2', rule: 'greedy_votes', closesAt: '2027-05-23T20:00' };

/** A round with one envelope and one draft contest of its own. */
async function draft(changes: Partial<typeof contestFields> = {}) {
  serial += 1;
  const round = value(await createRound(deps, actor, { name: `Round ${serial}`, slug: `round-${serial}` }));
  const envelope = value(
    await createEnvelope(deps, actor, round.id, EnvelopeInput(2).parse({ name: 'Ribeira', amountMinor: '1,000' })),
  );
  const command = ContestInput(zone).parse({ name: `Contest ${serial}`, slug: '', ...contestFields, ...changes });
  const contest = value(await createContest(deps, actor, envelope.id, command));
  return { round, envelope, command, ...contest };
}
const project = (code: string, costMinor = 100n) => ({ code, title: `Project ${code}`, summary: '', costMinor });
const codesOf = async (contestId: string) => {
  const rows = await db.project.findMany({ where: { contestId }, orderBy: { position: 'asc' } });
  return rows.map(({ code, position }) => `${position}:${code}`);
};

const pabulib = (lines: string[]) =>
  new TextEncoder().encode(
    [
      'META',
      'key;value',
      'budget;900.5',
      'vote_type;approval',
      `num_projects;${lines.length}`,
      'num_votes;0',
      'PROJECTS',
      'project_id;cost;name',
      ...lines,
      'VOTES',
      'voter_id;vote',
      '',
    ].join('\n'),
  );

describe('rounds and contests', () => {
  test('a name that is taken is refused, also when two ask at once, and leaves no audit entry', async () => {
    const made = await Promise.all(
      ['one', 'two'].map((name) => createRound(deps, actor, { name, slug: 'same-address' })),
    );
    expect(made.filter((result) => result.ok)).toHaveLength(1);
    expect(made.find((result) => !result.ok)).toEqual({ ok: false, error: { code: 'name_taken' } });
    const round = await db.round.findFirstOrThrow({ where: { slug: 'same-address' } });
    expect(await db.auditEvent.count({ where: { subject: `round:${round.id}` } })).toBe(1);
  });

  test('an envelope has one contest', async () => {
    const { envelope, command } = await draft();
    const again = await createContest(deps, actor, envelope.id, { ...command, slug: 'another' });
    expect(again).toEqual({ ok: false, error: { code: 'has_contest' } });
  });

  test('a draft can be changed, an opened contest cannot', async () => {
    const { id, command } = await draft();
    const later = new Date('2027-06-01T00:00:00Z');
    value(await updateContest(deps, actor, id, { ...command, maxChoices: 1, closesAt: later }));
    expect(await getContest(deps, command.slug)).toMatchObject({ maxChoices: 1, closesAt: later, status: 'draft' });
    await db.contest.update({ where: { id }, data: { status: 'open' } });
    const refusals = [
      await updateContest(deps, actor, id, command),
      await addProject(deps, actor, id, project('1')),
      await importProjects(deps, actor, id, pabulib(['1;10;One'])),
      await addTrustee(deps, actor, id, { name: 'Helena', email: 'helena@vila.example' }),
    ];
    for (const refusal of refusals) expect(refusal).toEqual({ ok: false, error: { code: 'not_a_draft' } });
  });

  test('the calendar is replaced as a whole and empty stages are left out', async () => {
    const { round } = await draft();
    const set = (dates: Record<string, { startsAt: string; endsAt: string }>) => {
      const all = PHASE_KINDS.map((kind) => [kind, dates[kind] ?? { startsAt: '', endsAt: '' }]);
      return setCalendar(deps, actor, round.id, CalendarInput(zone).parse(Object.fromEntries(all)));
    };
    value(await set({ proposals: { startsAt: '2027-02-01T00:00', endsAt: '2027-03-01T00:00' } }));
    value(await set({ voting: { startsAt: '2027-05-03T08:00', endsAt: '2027-05-23T20:00' } }));
    const phases = (await getRound(deps, round.slug))?.phases;
    expect(phases).toEqual([
      { kind: 'voting', startsAt: new Date('2027-05-03T11:00:00Z'), endsAt: new Date('2027-05-23T23:00:00Z') },
    ]);
    const missing = await setCalendar(deps, actor, 'nowhere', CalendarInput(zone).parse(await emptyCalendar()));
    expect(missing).toEqual({ ok: false, error: { code: 'not_found' } });
  });

  test('a contest that has not opened has no turnout', async () => {
    const { id } = await draft();
    expect((await turnoutOf(deps, [id])).get(id)).toEqual({ slots: 0, voters: 0 });
    expect((await listContests(deps)).map((contest) => contest.id)).toContain(id);
  });
});

const emptyCalendar = async () => Object.fromEntries(PHASE_KINDS.map((kind) => [kind, { startsAt: '', endsAt: '' }]));

describe('projects', () => {
  test('removing one closes the gap in the order', async () => {
    const { id } = await draft();
    for (const code of ['a', 'b', 'c']) value(await addProject(deps, actor, id, project(code)));
    const second = await db.project.findFirstOrThrow({ where: { contestId: id, code: 'b' } });
    value(await removeProject(deps, actor, second.id));
    value(await addProject(deps, actor, id, project('d')));
    expect(await codesOf(id)).toEqual(['1:a', '2:c', '3:d']);
    expect(await addProject(deps, actor, id, project('a'))).toEqual({ ok: false, error: { code: 'name_taken' } });
  });

  test('projects added at the same time get places of their own', async () => {
    const { id } = await draft();
    const codes = Array.from({ length: 8 }, (_, index) => `p${index}`);
    const added = await Promise.all(codes.map((code) => addProject(deps, actor, id, project(code))));
    expect(added.every((result) => result.ok)).toBe(true);
    const places = (await codesOf(id)).map((text) => Number(text.split(':')[0]));
    expect(places).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('fewer projects than choices may be drafted, and opening names them', async () => {
    const { id } = await draft({ maxChoices: '5' });
    value(await addProject(deps, actor, id, project('only')));
    const obstacles = await openingObstacles(deps, id);
    expect(obstacles).toContainEqual({ code: 'fewer_projects_than_choices', most: 5 });
  });

  test('an import replaces them all and turns amounts into minor units of the city', async () => {
    const { id } = await draft();
    value(await addProject(deps, actor, id, project('old')));
    const file = pabulib(['x;200;First', 'y;350.5;Second']);
    const preview = value(await previewImport(deps, id, file));
    expect(preview).toMatchObject({ replaced: 1, budgetMinor: 90_050n });
    expect(await codesOf(id)).toEqual(['1:old']);
    expect(value(await importProjects(deps, actor, id, file))).toEqual({ imported: 2, budgetMinor: 90_050n });
    const rows = await db.project.findMany({ where: { contestId: id }, orderBy: { position: 'asc' } });
    expect(rows.map(({ title, costMinor }) => [title, costMinor])).toEqual([
      ['First', 20_000n],
      ['Second', 35_050n],
    ]);
  });

  test.each([
    ['a malformed file', pabulib(['x;abc;First']), 'bad_pabulib'],
    ['a file that is cut off', pabulib(['x;200;First']).slice(0, 60), 'bad_pabulib'],
    ['another encoding', Uint8Array.of(0xff, 0xfe, 0x4d, 0x00), 'bad_pabulib'],
    ['amounts finer than the smallest coin', pabulib(['x;200.125;First']), 'not_whole_minor_units'],
    [
      'more projects than a ballot has room for',
      pabulib(Array.from({ length: 400 }, (_, i) => `${i};1;P`)),
      'does_not_fit',
    ],
  ])('%s leaves everything unchanged', async (_what, file, code) => {
    const { id } = await draft({ maxChoices: '100' });
    value(await addProject(deps, actor, id, project('kept')));
    const before = await db.auditEvent.count();
    expect(await importProjects(deps, actor, id, file)).toMatchObject({ ok: false, error: { code } });
    expect(await previewImport(deps, id, file)).toMatchObject({ ok: false, error: { code } });
    expect(await codesOf(id)).toEqual(['1:kept']);
    expect(await db.auditEvent.count()).toBe(before);
  });
});

describe('trustees', () => {
  const ownersOf = async (contestId: string) => {
    const rows = await db.trustee.findMany({ where: { contestId }, orderBy: { owner: 'asc' } });
    return rows.map(({ owner, name }) => `${owner}:${name}`);
  };

  test('are numbered from 1 without gaps, and nobody is one twice', async () => {
    const { id } = await draft();
    for (const name of ['Helena', 'Jorge', 'Rui']) {
      value(await addTrustee(deps, actor, id, { name, email: `${name.toLowerCase()}@vila.example` }));
    }
    const twice = await addTrustee(deps, actor, id, { name: 'Helena again', email: 'helena@vila.example' });
    expect(twice).toEqual({ ok: false, error: { code: 'name_taken' } });
    const first = await db.trustee.findFirstOrThrow({ where: { contestId: id, owner: 1 } });
    value(await removeTrustee(deps, actor, first.id));
    expect(await ownersOf(id)).toEqual(['1:Jorge', '2:Rui']);
    value(await addTrustee(deps, actor, id, { name: 'Helena', email: 'helena@vila.example' }));
    expect(await ownersOf(id)).toEqual(['1:Jorge', '2:Rui', '3:Helena']);
    const user = await db.user.findUniqueOrThrow({ where: { email: 'helena@vila.example' }, select: { roles: true } });
    expect(user.roles.map(({ role }) => role)).toEqual(['trustee']);
  });

  test('are invited by mail in their own language', async () => {
    const { id } = await draft();
    await db.user.create({ data: { email: 'marta@vila.example', locale: 'pt-BR' } });
    const marta = value(await addTrustee(deps, actor, id, { name: 'Marta', email: 'marta@vila.example' }));
    process.env.LARGO_MODE = 'development';
    process.env.NEXTAUTH_URL = 'http://localhost:3000';
    process.env.NEXTAUTH_SECRET = '0123456789abcdef0123456789abcdef';
    process.env.BOARD_SIGNING_KEY = '0123456789abcdef'.repeat(4);
    value(
      await mailTrustee(deps, actor, marta.id, 'invite', async (locale, invitation) => ({
        subject: `${locale}: ${invitation.contest}`,
        body: `${invitation.name}, ${invitation.city}`,
      })),
    );
    const mail = await db.mail.findFirstOrThrow({ where: { recipient: 'marta@vila.example' } });
    expect(mail).toMatchObject({ subject: `pt-BR: Contest ${serial}`, body: 'Marta, Vila Clara' });
  });
});

describe('the audit log', () => {
  test('names who did what, newest first, and its chain holds', async () => {
    const { id } = await draft();
    value(await addProject(deps, actor, id, project('seen', 4200n)));
    const subject = `contest:${id}`;
    const { events, total } = await listAuditEvents(db, { subject }, 1);
    expect(total).toBe(2);
    expect(events.map(({ action, actor: who }) => [action, who])).toEqual([
      ['project.add', 'Ana Prado'],
      ['contest.create', 'Ana Prado'],
    ]);
    expect(events[0]?.detail).toEqual({ code: 'seen', costMinor: '4200' });
    expect((await listAuditEvents(db, { subject, action: 'contest.create' }, 1)).total).toBe(1);
    expect(await firstBrokenLink(db)).toBeNull();
  });

  test('the database refuses to change, remove or empty it', async () => {
    await draft();
    const position = { position: 1 };
    await expect(db.auditEvent.update({ where: position, data: { action: 'x.y' } })).rejects.toThrow(/append-only/);
    await expect(db.auditEvent.delete({ where: position })).rejects.toThrow(/append-only/);
    await expect(db.$executeRaw`truncate city.audit_event`).rejects.toThrow(/append-only/);
  });

  test('a change behind its back shows as a broken link', async () => {
    await draft();
    await db.$executeRaw`alter table city.audit_event disable trigger append_only`;
    const { action } = await db.auditEvent.findUniqueOrThrow({ where: { position: 2 } });
    await db.auditEvent.update({ where: { position: 2 }, data: { action: 'contest.forged' } });
    expect(await firstBrokenLink(db)).toBe(2);
    await db.auditEvent.update({ where: { position: 2 }, data: { action } });
    await db.$executeRaw`alter table city.audit_event enable trigger append_only`;
    expect(await firstBrokenLink(db)).toBeNull();
  });
});
