import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { checkFit, orNameTaken, type RoundError, requireDraft } from './draft';
import { fitProjects, parseProjects } from './project-import';
import type { ContestCommand, EnvelopeCommand, ProjectCommand, RoundCommand } from './schema';

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

const contestFields = ({ step, ...fields }: ContestCommand) => ({
  ...fields,
  ruleParameters: fields.rule === 'mes_cost_add1u' && step ? { step } : {},
});

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
      const data = { ...contestFields(command), envelopeId, roundId: envelope.roundId };
      const contest = await tx.contest.create({ data, select: { id: true, slug: true } });
      const detail = { ...command, closesAt: command.closesAt.toISOString() };
      await audit(tx, deps.now(), actor, { action: 'contest.create', subject: `contest:${contest.id}`, detail });
      return ok(contest);
    })
    .catch(orNameTaken);
}

/** Changes a draft's name, limits, rule and closing time. Its envelope stays. */
export async function updateContest(
  deps: Deps,
  actor: Actor,
  contestId: string,
  command: ContestCommand,
): Promise<Result<{ slug: string }, RoundError>> {
  return deps.db
    .$transaction(async (tx) => {
      const draft = await requireDraft(tx, contestId);
      if (!draft.ok) return draft;
      const fit = await checkFit(tx, contestId, await tx.project.count({ where: { contestId } }), command);
      if (!fit.ok) return fit;
      await tx.contest.update({ where: { id: contestId }, data: contestFields(command) });
      const detail = { ...command, closesAt: command.closesAt.toISOString() };
      await audit(tx, deps.now(), actor, { action: 'contest.change', subject: `contest:${contestId}`, detail });
      return ok({ slug: command.slug });
    })
    .catch(orNameTaken);
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
  const parsed = parseProjects(file);
  if (!parsed.ok) return parsed;
  return deps.db.$transaction(async (tx) => {
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    const read = await fitProjects(tx, contestId, parsed.value);
    if (!read.ok) return read;
    const { projects, budgetMinor } = read.value;
    await tx.project.deleteMany({ where: { contestId } });
    await tx.project.createMany({ data: projects.map((project) => ({ ...project, contestId })) });
    const detail = { projects: projects.length };
    await audit(tx, deps.now(), actor, { action: 'project.import', subject: `contest:${contestId}`, detail });
    return ok({ imported: projects.length, budgetMinor });
  });
}
