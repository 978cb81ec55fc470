/**
 * From choices on this device to a receipt. Each step is written down before the next begins, so a reload at any moment
 * goes on where it was, with the same ballot and the same idempotency key: one press, one ballot.
 */
import type { VotingApi } from './api';
import type { Booth } from './booth';
import type { Keys } from './messages';
import { type Patience, type Trying, untilAnswered } from './patience';
import { receiptFacts } from './receipt-facts';
import { ensureRegistered, type RegistrationFault } from './register';
import type { Place, Sealed, VotingStorage } from './storage';

export type VotingElection = Place & {
  electionUuid: string;
  electionText: string;
  descriptionText: string;
  /**
   * `codes`: a key is registered with the voter's code, and `voter` is the code's public half. `vouched`: the server says
   * who registers, and `voter` is the random name of their place on the roll.
   */
  entitlement: 'codes' | 'vouched';
};
export type Device = {
  storage: VotingStorage;
  booth: Booth;
  api: VotingApi;
  patience: Patience;
  /** The key of this voter's code, while the tab has it. */
  registrationKey: (voter: string) => Keys | null;
  newIdempotencyKey: () => string;
  now: () => Date;
};

export type CastFault =
  | RegistrationFault
  /** Another tab has changed or opened the ballot that was shown. Nothing was sent: show the one that is at hand now. */
  | 'changed'
  /** Another device voted for this voter since: this one has to make a new key, and under it a new ballot. */
  | 'renewed'
  /** The answer was not signed by this election's board. The ballot may be recorded: it is kept. */
  | 'receipt_not_genuine';
export type CastResult = { ok: true } | { ok: false; fault: CastFault };
export type Tell = (trying: Trying) => void;

/** Whether this device could send a ballot now without asking for the code again. */
export async function hasKey(device: Device, election: VotingElection): Promise<boolean> {
  if (election.entitlement === 'vouched') return true;
  const stored = await device.storage.getCredential(election);
  return stored?.isRegistered === true || device.registrationKey(election.voter) !== null;
}

/**
 * The encrypted ballot of the present draft: the one at hand, or a fresh one. Null when there is no draft. One whose
 * test was broken off may be known as opened already: it goes.
 */
export async function sealDraft(device: Device, election: VotingElection): Promise<Sealed | null> {
  const { electionText, descriptionText } = election;
  for (;;) {
    const known = await device.storage.getSealed(election);
    if (known && known.state !== 'opening') return known;
    if (known) await device.storage.deleteSealed(election, known.idempotencyKey);
    const chosen = await device.storage.getDraft(election);
    if (!chosen) return null;
    const stored = await device.storage.getCredential(election);
    const { ballot, tracker, credential } = await device.booth.ask('seal', {
      electionText,
      descriptionText,
      credential: stored?.credential ?? null,
      chosen: [...chosen].sort((a, b) => a - b),
    });
    // Another tab may have made a key, a ballot or other choices meanwhile: what was stored first stands.
    const standing = stored ?? (await device.storage.addCredential(election, { credential, isRegistered: false }));
    const sealed: Sealed = { ballot, tracker, idempotencyKey: device.newIdempotencyKey(), state: 'ready' };
    if (standing.credential === credential && (await device.storage.addSealed(election, chosen, sealed))) return sealed;
    await device.booth.ask('forget', { tracker });
  }
}

/**
 * Casts the ballot that was shown under this tracker, and no other, and stores its receipt. Safe to call again at any
 * time, from a reloaded page too.
 */
export async function castSealed(
  device: Device,
  election: VotingElection,
  tracker: string,
  tell: Tell,
): Promise<CastResult> {
  const sealed = await device.storage.getSealed(election);
  const isShown = sealed?.tracker === tracker;
  if (!isShown || !(await device.storage.claimSealed(election, sealed.idempotencyKey, 'sending'))) {
    const stored = await device.storage.getReceipt(election);
    const isCast = stored !== null && receiptFacts(stored.receipt)?.tracker === tracker;
    await device.booth.ask('forget', { tracker });
    return isCast ? { ok: true } : { ok: false, fault: 'changed' };
  }
  const sent = await registerAndSend(device, election, sealed, tell);
  if (sent.ok || sent.fault === 'receipt_not_genuine') return sent;
  if (sent.fault === 'renewed') await device.storage.deleteCredential(election);
  const isUseless = sent.fault === 'renewed' || sent.fault === 'changed';
  if (isUseless) await device.storage.deleteSealed(election, sealed.idempotencyKey);
  else await device.storage.releaseSealed(election, sealed.idempotencyKey);
  return sent;
}

async function registerAndSend(
  device: Device,
  election: VotingElection,
  sealed: Sealed,
  tell: Tell,
): Promise<CastResult> {
  const registered = await ensureRegistered(device, election, tell);
  if (!registered.ok) return registered;
  const { tracker, ballot, idempotencyKey } = sealed;
  await device.booth.ask('forget', { tracker });
  const send = () => device.api.cast(election.contestId, idempotencyKey, ballot);
  const answer = await untilAnswered(device.patience, send, tell);
  if (!answer.ok) return { ok: false, fault: castFault(answer.code) };
  const { electionText, descriptionText } = election;
  const receipt = answer.value;
  const { isGenuine } = await device.booth.ask('checkReceipt', { electionText, descriptionText, tracker, receipt });
  if (!isGenuine) return { ok: false, fault: 'receipt_not_genuine' };
  await device.storage.putReceipt(election, idempotencyKey, { receipt, castAt: device.now().toISOString() });
  return { ok: true };
}

function castFault(code: string): CastFault {
  if (code === 'credential_superseded' || code === 'unknown_credential') return 'renewed';
  if (code === 'ballot_opened') return 'changed';
  return code === 'contest_closed' ? code : 'refused';
}
