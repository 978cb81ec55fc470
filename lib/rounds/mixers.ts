import { toHex } from '@/lib/protocol/hex';
import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { sendMail } from '@/lib/server/mail';
import { secretHash } from '@/lib/server/secret-hash';
import { orNameTaken, type RoundError, requireDraft } from './draft';
import type { Invitation, WriteMail } from './invitations';
import type { MixerCommand } from './schema';

/** Each further mixer lengthens the count and every verification; more than a few add nothing. */
const MOST_FURTHER_MIXERS = 5;

/** Names somebody who shuffles after the first two trustees: an outsider, or this server. */
export async function addMixer(
  deps: Deps,
  actor: Actor,
  contestId: string,
  command: MixerCommand,
): Promise<Result<{ id: string }, RoundError>> {
  return deps.db
    .$transaction(async (tx): Promise<Result<{ id: string }, RoundError>> => {
      const draft = await requireDraft(tx, contestId);
      if (!draft.ok) return draft;
      const known = await tx.mixer.findMany({ where: { contestId }, select: { kind: true } });
      if (known.length >= MOST_FURTHER_MIXERS) return err({ code: 'too_many_mixers', most: MOST_FURTHER_MIXERS });
      if (command.kind === 'server' && known.some(({ kind }) => kind === 'server')) return err({ code: 'name_taken' });
      const data = { contestId, position: known.length + 1, ...command };
      const { id } = await tx.mixer.create({ data, select: { id: true } });
      const detail = { kind: command.kind, name: command.name };
      await audit(tx, deps.now(), actor, { action: 'mixer.name', subject: `contest:${contestId}`, detail });
      return ok({ id });
    })
    .catch(orNameTaken);
}

export async function removeMixer(deps: Deps, actor: Actor, mixerId: string): Promise<Result<null, RoundError>> {
  return deps.db.$transaction(async (tx) => {
    const mixer = await tx.mixer.findUnique({
      where: { id: mixerId },
      select: { contestId: true, position: true, kind: true, name: true },
    });
    if (!mixer) return err({ code: 'not_found' });
    const { contestId, position: left, kind, name } = mixer;
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    await tx.mixer.delete({ where: { id: mixerId } });
    const later = await tx.mixer.findMany({
      where: { contestId, position: { gt: left } },
      orderBy: { position: 'asc' },
      select: { id: true, position: true },
    });
    for (const { id, position } of later) await tx.mixer.update({ where: { id }, data: { position: position - 1 } });
    await audit(tx, deps.now(), actor, {
      action: 'mixer.remove',
      subject: `contest:${contestId}`,
      detail: { kind, name },
    });
    return ok(null);
  });
}

/**
 * Mails an outside mixer the link by which they hand in their shuffle. Every mail holds a new link and the one before
 * stops working, so a lost or leaked mail is mended by sending another. Only the link's hash is kept.
 */
export async function inviteMixer(
  deps: Deps,
  actor: Actor,
  mixerId: string,
  write: WriteMail<Invitation & { link: string }>,
): Promise<Result<null, { code: 'not_found' }>> {
  const mixer = await deps.db.mixer.findUnique({
    where: { id: mixerId },
    select: {
      name: true,
      email: true,
      contestId: true,
      contest: {
        select: { name: true, status: true, round: { select: { name: true, city: { select: { name: true } } } } },
      },
    },
  });
  if (!mixer?.email || mixer.contest.status === 'counted') return err({ code: 'not_found' });
  const { name, email, contestId, contest } = mixer;
  const link = toHex(deps.random(32));
  const { round } = contest;
  const words = { name, contest: contest.name, contestId, round: round.name, city: round.city.name, link };
  await deps.db.$transaction(async (tx) => {
    await tx.mixer.update({ where: { id: mixerId }, data: { linkHash: secretHash(link) } });
    const entry = { action: 'mixer.invite', subject: `contest:${contestId}`, detail: { name } };
    await audit(tx, deps.now(), actor, entry);
  });
  await sendMail(deps.db, { recipient: email, ...(await write(null, words)) });
  return ok(null);
}
