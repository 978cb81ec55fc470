import { err, ok, type Result } from '@/lib/result';
import { createSession, createVoterToken, spendVoterToken } from '@/lib/server/auth';
import type { Deps } from '@/lib/server/deps';
import { type MailText, sendMail } from '@/lib/server/mail';
import { countFailure, type LimitKey, secondsToWait } from '@/lib/server/rate-limit';
import type { VoterLinkCommand } from './schema';
import { accountOf, type SignInError } from './sign-in';

const PREFIX = 'roll-entry:';

/**
 * The person of the round's roll whom this address belongs to alone, with the round's name, if a contest is open in which
 * we vouch for them. An address that stands on the roll twice says nothing about who writes: nobody gets a link for it.
 */
async function findVoter(
  deps: Pick<Deps, 'db' | 'now'>,
  { roundId, email }: VoterLinkCommand,
): Promise<{ id: string; round: string } | null> {
  const contest = { entitlement: 'vouched', status: 'open', closesAt: { gt: deps.now() } } as const;
  const entries = await deps.db.rollEntry.findMany({
    where: { roundId, email },
    take: 2,
    select: { id: true, round: { select: { name: true } }, slots: { select: { contestId: true } } },
  });
  const open = await deps.db.contest.findMany({ where: { ...contest, roundId }, select: { id: true } });
  const [entry] = entries;
  if (!entry || entries.length !== 1) return null;
  const isEntitled = entry.slots.some(({ contestId }) => open.some(({ id }) => id === contestId));
  return isEntitled ? { id: entry.id, round: entry.round.name } : null;
}

/**
 * Sends a resident a sign-in link, under the same limits as staff's links and as silently: the answer and its time are the
 * same whether the address is on the roll or not. `write` words the mail; `token` works once, for 30 minutes.
 */
export async function requestVoterLink(
  deps: Deps,
  address: string,
  command: VoterLinkCommand,
  write: (link: { token: string; round: string }) => Promise<Omit<MailText, 'recipient'>>,
  defer: (send: () => Promise<void>) => void,
): Promise<Result<null, SignInError>> {
  const keys: LimitKey[] = [
    ['link-account', command.email],
    ['link-address', address],
  ];
  const retryAfterSeconds = await secondsToWait(keys);
  if (retryAfterSeconds > 0) return err({ code: 'too_many_attempts', retryAfterSeconds });
  await countFailure(keys);
  const voter = await findVoter(deps, command);
  if (voter) {
    defer(async () => {
      const token = await createVoterToken(`${PREFIX}${voter.id}`, deps.now());
      await sendMail(deps.db, { recipient: command.email, ...(await write({ token, round: voter.round })) });
    });
  }
  return ok(null);
}

/** Signs in whoever brings a link's token, once. The account is the roll entry's: it has no address and no other role. */
export async function signInWithLink(
  deps: Deps,
  token: string,
): Promise<Result<{ token: string; expires: Date }, { code: 'link_spent' }>> {
  const identifier = await spendVoterToken(token, deps.now());
  if (!identifier?.startsWith(PREFIX)) return err({ code: 'link_spent' });
  const session = await deps.db.$transaction(async (tx) => {
    const [entry] = await tx.$queryRaw<{ id: string; user_id: string | null }[]>`
      select id, user_id from people.roll_entry where id = ${identifier.slice(PREFIX.length)} for update`;
    return entry ? createSession(tx, await accountOf(tx, entry), deps.now()) : null;
  });
  return session ? ok(session) : err({ code: 'link_spent' });
}
