/**
 * From choices on this device to a receipt. Each step is written down before the next begins, so a reload at any moment
 * goes on where it was, with the same ballot and the same idempotency key: one press, one ballot.
 */
import type { VotingApi } from './api';
import type { Booth } from './booth';
import type { Keys } from './messages';
import { type Patience, type Trying, untilAnswered } from './patience';
import type { Place, Sealed, StoredCredential, VotingStorage } from './storage';

export type VotingElection = Place & { electionUuid: string; electionText: string; descriptionText: string };
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
  /** This device has no registered key and the tab no longer has the code's key: ask for the code. */
  | 'needs_code'
  /** The session is over: sign in again. */
  | 'signed_out'
  | 'contest_closed'
  /** The slot has registered as many keys as it may. */
  | 'too_many_credentials'
  /** The answer was not signed by this election's board. The ballot may be recorded: it is kept. */
  | 'receipt_not_genuine'
  /** The server will not take this ballot, whatever we do. */
  | 'refused';
export type CastResult = { ok: true } | { ok: false; fault: CastFault };
type Tell = (trying: Trying) => void;

/** Whether this device could send a ballot now without asking for the code again. */
export async function hasKey(device: Device, place: Place): Promise<boolean> {
  const stored = await device.storage.getCredential(place);
  return stored?.isRegistered === true || device.registrationKey(place.voter) !== null;
}

/** The encrypted ballot of the present draft: the one at hand, or a fresh one. Null when there is no draft. */
export async function sealDraft(device: Device, election: VotingElection): Promise<Sealed | null> {
  const { electionText, descriptionText } = election;
  for (;;) {
    const known = await device.storage.getSealed(election);
    if (known) return known;
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
    const sealed = { ballot, tracker, idempotencyKey: device.newIdempotencyKey(), isSending: false };
    if (standing.credential !== credential || !(await device.storage.addSealed(election, chosen, sealed))) continue;
    return sealed;
  }
}

/** Casts the sealed ballot and stores its receipt. Safe to call again at any time, from a reloaded page too. */
export async function castSealed(device: Device, election: VotingElection, tell: Tell): Promise<CastResult> {
  for (const mayRenew of [true, false]) {
    const sealed = await sealDraft(device, election);
    if (!sealed) return (await device.storage.getReceipt(election)) ? { ok: true } : { ok: false, fault: 'refused' };
    await device.storage.putSealed(election, { ...sealed, isSending: true });
    const sent = await registerAndSend(device, election, sealed, tell);
    if (sent.ok) return sent;
    const { fault } = sent;
    if (fault === 'receipt_not_genuine') return { ok: false, fault };
    if (fault !== 'renew') {
      await device.storage.putSealed(election, { ...sealed, isSending: false });
      return { ok: false, fault };
    }
    // Another device voted for this slot since: a new key takes over again, and the ballot has to be made under it.
    await device.storage.deleteCredential(election);
    await device.storage.deleteSealed(election);
    if (!mayRenew || (await device.storage.getDraft(election)) === null) break;
  }
  return { ok: false, fault: 'refused' };
}

type Sent = { ok: true } | { ok: false; fault: CastFault | 'renew' };

async function registerAndSend(device: Device, election: VotingElection, sealed: Sealed, tell: Tell): Promise<Sent> {
  const { contestId } = election;
  const stored = await device.storage.getCredential(election);
  if (!stored) return { ok: false, fault: 'renew' };
  if (!stored.isRegistered) {
    const registered = await registerCredential(device, election, stored, tell);
    if (!registered.ok) return registered;
  }
  const answer = await untilAnswered(
    device.patience,
    () => device.api.cast(contestId, sealed.idempotencyKey, sealed.ballot),
    tell,
  );
  if (!answer.ok) return { ok: false, fault: castFault(answer.code) };
  const { electionText, descriptionText } = election;
  const { tracker } = sealed;
  const receipt = answer.value;
  const { isGenuine } = await device.booth.ask('checkReceipt', { electionText, descriptionText, tracker, receipt });
  if (!isGenuine) return { ok: false, fault: 'receipt_not_genuine' };
  await device.storage.putReceipt(election, sealed.idempotencyKey, { receipt, castAt: device.now().toISOString() });
  return { ok: true };
}

async function registerCredential(
  device: Device,
  election: VotingElection,
  { credential }: StoredCredential,
  tell: Tell,
): Promise<Sent> {
  const keys = device.registrationKey(election.voter);
  if (!keys) return { ok: false, fault: 'needs_code' };
  const registration = await device.booth.ask('register', { electionUuid: election.electionUuid, credential, keys });
  const answer = await untilAnswered(
    device.patience,
    () => device.api.register(election.contestId, registration),
    tell,
  );
  if (!answer.ok) return { ok: false, fault: registrationFault(answer.code) };
  await device.storage.putCredential(election, { credential, isRegistered: true });
  return { ok: true };
}

function registrationFault(code: string): CastFault {
  if (code === 'contest_closed' || code === 'too_many_credentials') return code;
  return code === 'not_found' ? 'signed_out' : 'refused';
}

function castFault(code: string): CastFault | 'renew' {
  if (code === 'credential_superseded' || code === 'unknown_credential') return 'renew';
  return code === 'contest_closed' ? code : 'refused';
}
