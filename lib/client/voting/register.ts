import { type Trying, untilAnswered } from './patience';
import type { Device, VotingElection } from './vote';

export type RegistrationFault =
  /** This device has no registered key and the tab no longer has the code's key: ask for the code. */
  | 'needs_code'
  /** The session is over: sign in again. */
  | 'signed_out'
  | 'contest_closed'
  /** The slot has registered as many keys as it may. */
  | 'too_many_credentials'
  /** Another tab has thrown this device's key away. */
  | 'renewed'
  /** The server will not take it, whatever we do. */
  | 'refused';

/** Makes sure that the city knows this device's voting key. It changes nothing about any vote. */
export async function ensureRegistered(
  device: Device,
  election: VotingElection,
  tell: (trying: Trying) => void,
): Promise<{ ok: true; credential: string } | { ok: false; fault: RegistrationFault }> {
  const { electionUuid, entitlement, contestId, voter } = election;
  const stored = await device.storage.getCredential(election);
  if (!stored) return { ok: false, fault: 'renewed' };
  const { credential } = stored;
  if (stored.isRegistered) return { ok: true, credential };
  const keys = entitlement === 'codes' ? device.registrationKey(voter) : null;
  if (entitlement === 'codes' && !keys) return { ok: false, fault: 'needs_code' };
  const registration = await device.booth.ask('register', { electionUuid, credential, keys });
  const answer = await untilAnswered(device.patience, () => device.api.register(contestId, registration), tell);
  if (!answer.ok) return { ok: false, fault: faultOf(answer.code) };
  await device.storage.putCredential(election, { credential, isRegistered: true });
  return { ok: true, credential };
}

function faultOf(code: string): RegistrationFault {
  if (code === 'contest_closed' || code === 'too_many_credentials') return code;
  return code === 'not_found' ? 'signed_out' : 'refused';
}
