import { toHex } from '@/lib/protocol/hex';
import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { orNameTaken, type RoundError, requireDraft } from './draft';
import type { TrusteeCommand } from './schema';

/** Enough for every committee, and few enough that all of them can compare a fingerprint in one call. */
const MOST_TRUSTEES = 15;

export type StartError = RoundError | { code: 'too_few_trustees' } | { code: 'threshold_missing' };

type Scope = { deps: Deps; tx: Tx; actor: Actor; contestId: string };

const subjectOf = (contestId: string) => `contest:${contestId}`;

/**
 * Ends the running key ceremony, if there is one. What was published in it stays on record; since everything that is
 * signed names the ceremony, nothing of it can be used in another.
 */
async function endCeremony({ deps, tx, actor, contestId }: Scope): Promise<void> {
  const running = await tx.keyCeremony.findFirst({ where: { contestId, endedAt: null }, select: { id: true } });
  if (!running) return;
  await tx.keyCeremony.update({ where: { id: running.id }, data: { endedAt: deps.now() } });
  const detail = { ceremony: running.id };
  await audit(tx, deps.now(), actor, { action: 'ceremony.end', subject: subjectOf(contestId), detail });
}

/** Names a trustee: an account that may sign in by link, and the next owner number of the protocol. */
export async function addTrustee(
  deps: Deps,
  actor: Actor,
  contestId: string,
  command: TrusteeCommand,
): Promise<Result<{ id: string; owner: number }, RoundError>> {
  return deps.db
    .$transaction(async (tx): Promise<Result<{ id: string; owner: number }, RoundError>> => {
      const draft = await requireDraft(tx, contestId);
      if (!draft.ok) return draft;
      const owner = (await tx.trustee.count({ where: { contestId } })) + 1;
      if (owner > MOST_TRUSTEES) return err({ code: 'too_many_trustees', most: MOST_TRUSTEES });
      const user = await tx.user.upsert({
        where: { email: command.email },
        create: { email: command.email, name: command.name },
        update: {},
        select: { id: true },
      });
      const grant = { userId: user.id, role: 'trustee' as const };
      await tx.roleGrant.upsert({ where: { userId_role: grant }, create: grant, update: {} });
      const data = { contestId, owner, name: command.name, userId: user.id };
      const trustee = await tx.trustee.create({ data, select: { id: true, owner: true } });
      const entry = { action: 'trustee.name', subject: subjectOf(contestId), detail: { owner, name: command.name } };
      await audit(tx, deps.now(), actor, entry);
      await endCeremony({ deps, tx, actor, contestId });
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
    const { contestId, owner: left, name } = trustee;
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    await tx.trustee.delete({ where: { id: trusteeId } });
    const later = await tx.trustee.findMany({
      where: { contestId, owner: { gt: left } },
      orderBy: { owner: 'asc' },
      select: { id: true, owner: true },
    });
    for (const { id, owner } of later) await tx.trustee.update({ where: { id }, data: { owner: owner - 1 } });
    const entry = { action: 'trustee.remove', subject: subjectOf(contestId), detail: { owner: left, name } };
    await audit(tx, deps.now(), actor, entry);
    await endCeremony({ deps, tx, actor, contestId });
    return ok(null);
  });
}

/**
 * How many trustees suffice to open: `null` asks for all of them, each with a key of their own. Keys that were made
 * before are of the other kind, so they go.
 */
export async function setThreshold(
  deps: Deps,
  actor: Actor,
  contestId: string,
  threshold: number | null,
): Promise<Result<null, RoundError>> {
  return deps.db.$transaction(async (tx) => {
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    const { threshold: known } = await tx.contest.findUniqueOrThrow({
      where: { id: contestId },
      select: { threshold: true },
    });
    if (known === threshold) return ok(null);
    await tx.contest.update({ where: { id: contestId }, data: { threshold } });
    await tx.trustee.updateMany({ where: { contestId }, data: { keyText: null, keyAt: null } });
    const entry = { action: 'trustee.threshold', subject: subjectOf(contestId), detail: { threshold } };
    await audit(tx, deps.now(), actor, entry);
    await endCeremony({ deps, tx, actor, contestId });
    return ok(null);
  });
}

/** Starts the key ceremony of the trustees named so far, under a new id; one that runs already ends. */
export async function startCeremony(
  deps: Deps,
  actor: Actor,
  contestId: string,
): Promise<Result<{ id: string }, StartError>> {
  return deps.db.$transaction(async (tx) => {
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    const { threshold, trustees } = await tx.contest.findUniqueOrThrow({
      where: { id: contestId },
      select: { threshold: true, trustees: { orderBy: { owner: 'asc' }, select: { name: true } } },
    });
    if (threshold === null) return err({ code: 'threshold_missing' });
    if (trustees.length < Math.max(2, threshold)) return err({ code: 'too_few_trustees' });
    await endCeremony({ deps, tx, actor, contestId });
    const id = toHex(deps.random(32));
    const size = trustees.length;
    await tx.keyCeremony.create({ data: { id, contestId, threshold, size, startedAt: deps.now() } });
    const detail = { ceremony: id, threshold, size, names: trustees.map(({ name }) => name).join('; ') };
    await audit(tx, deps.now(), actor, { action: 'ceremony.start', subject: subjectOf(contestId), detail });
    return ok({ id });
  });
}
