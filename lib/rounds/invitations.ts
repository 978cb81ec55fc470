import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { type MailText, sendMail } from '@/lib/server/mail';

export type Invitation = { name: string; contest: string; round: string; city: string };

/**
 * Tells a trustee by mail what they were named for and where to sign in. The mail holds no sign-in link: those live
 * thirty minutes, and an invitation is read when there is time. `write` words it in the trustee's language.
 */
export async function inviteTrustee(
  deps: Deps,
  actor: Actor,
  trusteeId: string,
  write: (locale: string | null, invitation: Invitation) => Promise<Omit<MailText, 'recipient'>>,
): Promise<Result<null, { code: 'not_found' }>> {
  const trustee = await deps.db.trustee.findUnique({
    where: { id: trusteeId },
    select: {
      name: true,
      owner: true,
      contestId: true,
      user: { select: { email: true, locale: true } },
      contest: { select: { name: true, round: { select: { name: true, city: { select: { name: true } } } } } },
    },
  });
  if (!trustee?.user.email) return err({ code: 'not_found' });
  const { name, owner, contestId, user, contest } = trustee;
  const { round } = contest;
  const mail = await write(user.locale, { name, contest: contest.name, round: round.name, city: round.city.name });
  await sendMail(deps.db, { recipient: trustee.user.email, ...mail });
  await deps.db.$transaction((tx) =>
    audit(tx, deps.now(), actor, {
      action: 'trustee.invite',
      subject: `contest:${contestId}`,
      detail: { owner, name },
    }),
  );
  return ok(null);
}
