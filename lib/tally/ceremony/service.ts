import { checkMessage } from '@/lib/protocol/ceremony/check';
import type { CeremonyErrorCode, CeremonyFault, MessageKind } from '@/lib/protocol/ceremony/types';
import { err, ok, type Result } from '@/lib/result';
import { audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { type CeremonyTexts, getCeremonyTexts } from './progress';

export type CeremonyError =
  | { code: 'not_found' }
  | { code: 'not_a_draft' }
  /** It was restarted or is finished: nothing of it is taken any more. */
  | { code: 'ceremony_over' }
  /** Somebody else's turn, or it was handed in from another window. */
  | { code: 'not_your_turn' }
  | { code: 'message_refused'; reason: string };

/** Faults of the moment, not of the message. */
const OUT_OF_TURN: ReadonlySet<CeremonyErrorCode> = new Set(['message_early', 'message_late', 'message_duplicate']);

export type OwnCeremony = CeremonyTexts & { readonly index: number };

/** Every message so far, for one of the trustees; null for anybody else, and where no ceremony is on. */
export async function getOwnCeremony(
  deps: Pick<Deps, 'db'>,
  userId: string,
  contestId: string,
): Promise<OwnCeremony | null> {
  const trustee = await deps.db.trustee.findUnique({
    where: { contestId_userId: { contestId, userId } },
    select: { owner: true },
  });
  const ceremony = trustee && (await getCeremonyTexts(deps.db, contestId));
  return ceremony && { ...ceremony, index: trustee.owner };
}

/**
 * Takes a trustee's message for the step that the ceremony waits for. It is checked with everything before it, as every
 * other trustee's device will, and stored once: the same text again (a lost answer) is taken, another is refused.
 */
export async function submitCeremonyMessage(
  deps: Deps,
  userId: string,
  contestId: string,
  message: { ceremony: string; kind: MessageKind; text: string },
): Promise<Result<null, CeremonyError>> {
  const { ceremony: id, kind, text } = message;
  return deps.db.$transaction(async (tx) => {
    // Restarts, removed trustees and the opening take the same row: nobody answers what is being replaced.
    const [contest] = await tx.$queryRaw<{ status: string }[]>`
      select status::text from city.contest where id = ${contestId} for update`;
    const own = contest && (await getOwnCeremony({ db: tx as Deps['db'] }, userId, contestId));
    if (!own) return err({ code: 'not_found' });
    if (contest.status !== 'draft') return err({ code: 'not_a_draft' });
    const { setup, messages, index } = own;
    if (setup.id !== id) return err({ code: 'ceremony_over' });
    if (messages[kind][index - 1] === text) return ok(null);
    const checked = checkMessage(setup, messages, kind, index, text);
    const subject = `contest:${contestId}`;
    const actor = { id: userId, role: 'trustee' as const };
    if (!checked.ok) {
      const detail = { ceremony: id, owner: index, kind, reason: checked.code, proven: checked.proven };
      // A refused message that its maker has signed is evidence: the log names who made it.
      if (checked.proven) await audit(tx, deps.now(), actor, { action: 'ceremony.refuse', subject, detail });
      return err(errorOf(checked));
    }
    await tx.ceremonyMessage.create({ data: { ceremonyId: id, step: kind, index, text, at: deps.now() } });
    const detail = { ceremony: id, owner: index, kind };
    await audit(tx, deps.now(), actor, { action: `ceremony.${kind}`, subject, detail });
    return ok(null);
  });
}

function errorOf({ code }: CeremonyFault): CeremonyError {
  if (code === 'ceremony_over') return { code };
  return OUT_OF_TURN.has(code) ? { code: 'not_your_turn' } : { code: 'message_refused', reason: code };
}
