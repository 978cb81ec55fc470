import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { type MailText, sendMail } from '@/lib/server/mail';

export type Invitation = { name: string; contest: string; contestId: string; round: string; city: string };

/** Words a mail in the language of whoever gets it, where that is known. */
export type WriteMail<T> = (locale: string | null, words: T) => Promise<Omit<MailText, 'recipient'>>;

/**
 * Tells a trustee by mail what they were named for, that the key ceremony has begun, or that others wait for them, and
 * where to sign in. The mail holds no sign-in link: those live thirty minutes, and it is read when there is time.
 */
export async function mailTrustee(
  deps: Deps,
  actor: Actor,
  trusteeId: string,
  kind: 'invite' | 'remind',
  write: WriteMail<Invitation>,
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
  const mail = await write(user.locale, {
    name,
    contest: contest.name,
    contestId,
    round: round.name,
    city: round.city.name,
  });
  await sendMail(deps.db, { recipient: trustee.user.email, ...mail });
  await deps.db.$transaction((tx) =>
    audit(tx, deps.now(), actor, {
      action: `trustee.${kind}`,
      subject: `contest:${contestId}`,
      detail: { owner, name },
    }),
  );
  return ok(null);
}
