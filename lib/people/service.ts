import { credentialMessage, possessionMessage, verifyMessage } from '@/lib/protocol/registration';
import { err, ok, type Result } from '@/lib/result';
import type { Deps } from '@/lib/server/deps';

export type SlotError = { code: 'not_found' } | { code: 'registration_refused' } | { code: 'too_many_credentials' };

/** A slot may register this many keys (devices, cleared browsers) before somebody has to look into it. */
const MOST_KEYS = 50;

export type CredentialRegistration = {
  userId: string;
  contestId: string;
  electionUuid: string;
  publicKey: string;
  /** By the registration key, over `credentialMessage`. */
  registration: string;
  /** By the credential itself, over `possessionMessage`. */
  possession: string;
};

/** Whether this person has a slot in the contest, and the public half of their voting code. */
export async function getSlot(deps: Pick<Deps, 'db'>, userId: string, contestId: string) {
  const slot = await deps.db.slot.findFirst({
    where: { contestId, rollEntry: { userId } },
    select: { id: true, chain: true, rollEntry: { select: { registrationKey: true, roundId: true } } },
  });
  const registrationKey = slot?.rollEntry.registrationKey;
  return slot && registrationKey ? { id: slot.id, chain: slot.chain, registrationKey } : null;
}

/**
 * Checks that the holder of the voting code wants this key to vote for their slot, and writes it down on the people
 * side. What crosses the wall afterwards is the key and the slot's random chain name, nothing else. Idempotent.
 */
export async function registerKey(
  deps: Deps,
  command: CredentialRegistration,
): Promise<Result<{ chain: string; publicKey: string }, SlotError>> {
  const { userId, contestId, electionUuid, publicKey, registration, possession } = command;
  const slot = await getSlot(deps, userId, contestId);
  if (!slot) return err({ code: 'not_found' });
  const isProven =
    verifyMessage(slot.registrationKey, credentialMessage(electionUuid, publicKey), registration) &&
    verifyMessage(publicKey, possessionMessage(electionUuid, slot.registrationKey), possession);
  if (!isProven) return err({ code: 'registration_refused' });
  return deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from people.slot where id = ${slot.id} for update`;
    // One key, one slot: else the second person's ballots would replace the first one's.
    const foreign = await tx.slotCredential.count({ where: { publicKey, slotId: { not: slot.id } } });
    if (foreign > 0) return err({ code: 'registration_refused' });
    const keys = await tx.slotCredential.findMany({ where: { slotId: slot.id }, select: { publicKey: true } });
    if (!keys.some((key) => key.publicKey === publicKey)) {
      if (keys.length >= MOST_KEYS) return err({ code: 'too_many_credentials' });
      await tx.slotCredential.create({ data: { slotId: slot.id, publicKey, registration, possession } });
    }
    return ok({ chain: slot.chain, publicKey });
  });
}
