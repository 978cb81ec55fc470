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
  /** `codes`: the voter's code signs for the key. `vouched`: the session does, and we write down that nobody signed. */
  entitlement: 'codes' | 'vouched';
  /** By the registration key, over `credentialMessage`; null where we vouch. */
  registration: string | null;
  /** By the credential itself, over `possessionMessage`. */
  possession: string;
};

/** This person's slot in the contest, and the public half of their voting code if they have one; null without a slot. */
export async function getSlot(deps: Pick<Deps, 'db'>, userId: string, contestId: string) {
  const slot = await deps.db.slot.findFirst({
    where: { contestId, rollEntry: { userId } },
    select: { id: true, chain: true, rollEntry: { select: { registrationKey: true } } },
  });
  return slot && { id: slot.id, chain: slot.chain, registrationKey: slot.rollEntry.registrationKey };
}

/**
 * Checks that the person wants this key to vote for their slot, and writes it down on the people side. The contest says
 * how they prove it, not the request: where codes are used, a session alone registers nothing. What crosses the wall
 * afterwards is the key and the slot's random chain name, nothing else. Idempotent.
 */
export async function registerKey(
  deps: Deps,
  command: CredentialRegistration,
): Promise<Result<{ chain: string; publicKey: string }, SlotError>> {
  const { userId, contestId, publicKey, registration, possession } = command;
  const slot = await getSlot(deps, userId, contestId);
  if (!slot) return err({ code: 'not_found' });
  if (!isProven(command, slot.registrationKey)) return err({ code: 'registration_refused' });
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

function isProven(command: CredentialRegistration, registrationKey: string | null): boolean {
  const { electionUuid, publicKey, entitlement, registration, possession } = command;
  const holds = (registeredBy: string) =>
    verifyMessage(publicKey, possessionMessage(electionUuid, registeredBy), possession);
  if (entitlement === 'vouched') return registration === null && holds('vouched');
  if (registration === null || registrationKey === null) return false;
  return (
    verifyMessage(registrationKey, credentialMessage(electionUuid, publicKey), registration) && holds(registrationKey)
  );
}
