import { type PabulibError, readPabulib } from '@/lib/counting/pabulib/read';
import { fitsPayload } from '@/lib/protocol/payload';
import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import type { ContestCommand, EnvelopeCommand, ProjectCommand, RoundCommand, TrusteeCommand } from './schema';

export type RoundError =
  | { code: 'not_found' }
  | { code: 'name_taken' }
  | { code: 'not_a_draft' }
  | { code: 'has_contest' }
  | { code: 'does_not_fit'; most: number }
  | { code: 'bad_pabulib'; fault: PabulibError }
  | { code: 'not_whole_minor_units' }
  | { code: 'not_approval' };

/** A second row with a name that must be unique: two administrators, or a double click. */
const isUniqueClash = (error: unknown): boolean => (error as { code?: string }).code === 'P2002';
const orNameTaken = (error: unknown): Result<never, RoundError> => {
  if (isUniqueClash(error)) return err({ code: 'name_taken' });
  throw error;
};

/** Locks the contest's row: nothing in it changes while it opens, and nothing at all after. */
async function requireDraft(tx: Tx, contestId: string): Promise<Result<{ id: string }, RoundError>> {
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    select status::text from city.contest where id = ${contestId} for update`;
  if (!row) return err({ code: 'not_found' });
  return row.status === 'draft' ? ok({ id: contestId }) : err({ code: 'not_a_draft' });
}

export async function createRound(
  deps: Deps,
  actor: Actor,
  command: RoundCommand,
): Promise<Result<{ id: string; slug: string }, RoundError>> {
  const { id: cityId } = await deps.db.city.findFirstOrThrow({ select: { id: true } });
  return deps.db
    .$transaction(async (tx) => {
      const round = await tx.round.create({ data: { ...command, cityId }, select: { id: true, slug: true } });
      await audit(tx, deps.now(), actor, { action: 'round.create', subject: `round:${round.id}`, detail: command });
      return ok(round);
    })
    .catch(orNameTaken);
}

export async function createEnvelope(
  deps: Deps,
  actor: Actor,
  roundId: string,
  command: EnvelopeCommand,
): Promise<Result<{ id: string }, RoundError>> {
  const round = await deps.db.round.findUnique({ where: { id: roundId }, select: { id: true } });
  if (!round) return err({ code: 'not_found' });
  return deps.db.$transaction(async (tx) => {
    const envelope = await tx.envelope.create({ data: { ...command, roundId }, select: { id: true } });
    const detail = { name: command.name, amountMinor: String(command.amountMinor) };
    await audit(tx, deps.now(), actor, { action: 'envelope.create', subject: `envelope:${envelope.id}`, detail });
    return ok(envelope);
  });
}

export async function createContest(
  deps: Deps,
  actor: Actor,
  envelopeId: string,
  command: ContestCommand,
): Promise<Result<{ id: string; slug: string }, RoundError>> {
  const envelope = await deps.db.envelope.findUnique({
    where: { id: envelopeId },
    select: { roundId: true, contest: { select: { id: true } } },
  });
  if (!envelope) return err({ code: 'not_found' });
  if (envelope.contest) return err({ code: 'has_contest' });
  return deps.db
    .$transaction(async (tx) => {
      const { step, ...fields } = command;
      const ruleParameters = command.rule === 'mes_cost_add1u' && step ? { step } : {};
      const data = { ...fields, ruleParameters, envelopeId, roundId: envelope.roundId };
      const contest = await tx.contest.create({ data, select: { id: true, slug: true } });
      const detail = { ...command, closesAt: command.closesAt.toISOString() };
      await audit(tx, deps.now(), actor, { action: 'contest.create', subject: `contest:${contest.id}`, detail });
      return ok(contest);
    })
    .catch(orNameTaken);
}

/** Whether `count` projects fit a ballot of this contest; the ballot has 30 bytes. */
async function checkFit(tx: Tx, contestId: string, count: number): Promise<Result<null, RoundError>> {
  const contest = await tx.contest.findUniqueOrThrow({
    where: { id: contestId },
    select: { ballotForm: true, minChoices: true, maxChoices: true },
  });
  const fit = fitsPayload(contest.ballotForm, count, { min: contest.minChoices, max: contest.maxChoices });
  return fit.ok ? ok(null) : err({ code: 'does_not_fit', most: fit.most ?? 0 });
}

export async function addProject(
  deps: Deps,
  actor: Actor,
  contestId: string,
  command: ProjectCommand,
): Promise<Result<{ id: string }, RoundError>> {
  return deps.db
    .$transaction(async (tx) => {
      const draft = await requireDraft(tx, contestId);
      if (!draft.ok) return draft;
      const count = await tx.project.count({ where: { contestId } });
      const fit = await checkFit(tx, contestId, count + 1);
      if (!fit.ok) return fit;
      const data = { ...command, contestId, position: count + 1 };
      const project = await tx.project.create({ data, select: { id: true } });
      const detail = { code: command.code, costMinor: String(command.costMinor) };
      await audit(tx, deps.now(), actor, { action: 'project.add', subject: `contest:${contestId}`, detail });
      return ok(project);
    })
    .catch(orNameTaken);
}

export async function removeProject(deps: Deps, actor: Actor, projectId: string): Promise<Result<null, RoundError>> {
  return deps.db.$transaction(async (tx) => {
    const project = await tx.project.findUnique({
      where: { id: projectId },
      select: { contestId: true, position: true, code: true },
    });
    if (!project) return err({ code: 'not_found' });
    const draft = await requireDraft(tx, project.contestId);
    if (!draft.ok) return draft;
    await tx.project.delete({ where: { id: projectId } });
    await tx.project.updateMany({
      where: { contestId: project.contestId, position: { gt: project.position } },
      data: { position: { decrement: 1 } },
    });
    const subject = `contest:${project.contestId}`;
    await audit(tx, deps.now(), actor, { action: 'project.remove', subject, detail: { code: project.code } });
    return ok(null);
  });
}

/** Replaces the contest's projects by those of a Pabulib file. Its votes are not read: people vote here. */
export async function importProjects(
  deps: Deps,
  actor: Actor,
  contestId: string,
  file: Uint8Array,
): Promise<Result<{ imported: number; budgetMinor: bigint }, RoundError>> {
  const read = readPabulib(file);
  if (!read.ok) return err({ code: 'bad_pabulib', fault: read.error });
  const { instance } = read;
  return deps.db.$transaction(async (tx) => {
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    const { round } = await tx.contest.findUniqueOrThrow({
      where: { id: contestId },
      select: { round: { select: { city: { select: { currencyExponent: true } } } } },
    });
    const shift = round.city.currencyExponent - instance.scale;
    if (shift < 0) return err({ code: 'not_whole_minor_units' });
    const fit = await checkFit(tx, contestId, instance.contest.projects.length);
    if (!fit.ok) return fit;
    const factor = 10n ** BigInt(shift);
    const rows = instance.contest.projects.map((project, index) => ({
      contestId,
      code: project.id,
      title: project.name || project.id,
      position: index + 1,
      costMinor: project.costMinor * factor,
    }));
    await tx.project.deleteMany({ where: { contestId } });
    await tx.project.createMany({ data: rows });
    const detail = { projects: rows.length };
    await audit(tx, deps.now(), actor, { action: 'project.import', subject: `contest:${contestId}`, detail });
    return ok({ imported: rows.length, budgetMinor: instance.contest.budgetMinor * factor });
  });
}

/** Names a trustee: an account that may sign in by link, and the next owner number of the protocol. */
export async function addTrustee(
  deps: Deps,
  actor: Actor,
  contestId: string,
  command: TrusteeCommand,
): Promise<Result<{ id: string; owner: number }, RoundError>> {
  return deps.db
    .$transaction(async (tx) => {
      const draft = await requireDraft(tx, contestId);
      if (!draft.ok) return draft;
      const user = await tx.user.upsert({
        where: { email: command.email },
        create: { email: command.email, name: command.name },
        update: {},
        select: { id: true },
      });
      const grant = { userId: user.id, role: 'trustee' as const };
      await tx.roleGrant.upsert({ where: { userId_role: grant }, create: grant, update: {} });
      const owner = (await tx.trustee.count({ where: { contestId } })) + 1;
      const data = { contestId, owner, name: command.name, userId: user.id };
      const trustee = await tx.trustee.create({ data, select: { id: true, owner: true } });
      const subject = `contest:${contestId}`;
      await audit(tx, deps.now(), actor, { action: 'trustee.name', subject, detail: { owner, name: command.name } });
      return ok(trustee);
    })
    .catch(orNameTaken);
}

export async function removeTrustee(deps: Deps, actor: Actor, trusteeId: string): Promise<Result<null, RoundError>> {
  return deps.db.$transaction(async (tx) => {
    const trustee = await tx.trustee.findUnique({
      where: { id: trusteeId },
      select: { contestId: true, owner: true, name: true },
    });
    if (!trustee) return err({ code: 'not_found' });
    const draft = await requireDraft(tx, trustee.contestId);
    if (!draft.ok) return draft;
    await tx.trustee.delete({ where: { id: trusteeId } });
    const later = await tx.trustee.findMany({
      where: { contestId: trustee.contestId, owner: { gt: trustee.owner } },
      orderBy: { owner: 'asc' },
      select: { id: true, owner: true },
    });
    for (const { id, owner } of later) await tx.trustee.update({ where: { id }, data: { owner: owner - 1 } });
    const subject = `contest:${trustee.contestId}`;
    const detail = { owner: trustee.owner, name: trustee.name };
    await audit(tx, deps.now(), actor, { action: 'trustee.remove', subject, detail });
    return ok(null);
  });
}
