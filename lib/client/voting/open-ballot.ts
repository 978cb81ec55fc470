/**
 * Testing a ballot: it is opened, so that any device can see what it holds, and must never be cast. Before anything is
 * opened this device stops being able to cast it, then the city is told, and only then the worker hands out the opening.
 * A test that is broken off at any point costs nothing but the ballot: the choices stay and are encrypted anew.
 */
import type { Answered } from './api';
import { untilAnswered } from './patience';
import { ensureRegistered, type RegistrationFault } from './register';
import type { Device, Tell, VotingElection } from './vote';

export type OpenFault =
  | RegistrationFault
  /** What encrypted this ballot is gone (the page was loaded again, or another tab made it): encrypt anew to test. */
  | 'not_openable'
  /** The ballot that was shown is no longer the one at hand, or another tab is casting it. */
  | 'changed'
  /** It is recorded already: casting it again fetches its receipt. */
  | 'already_cast'
  /** This voter has tested as many ballots as one may. */
  | 'too_many_tests'
  /** The voter did not want to wait any longer. */
  | 'stopped';
export type OpenResult = { ok: true; opening: string } | { ok: false; fault: OpenFault };

/** Opens the ballot that was shown under this tracker. `isStopped` is asked before each try to reach the city. */
export async function openSealed(
  device: Device,
  election: VotingElection,
  tracker: string,
  { tell, isStopped }: { tell: Tell; isStopped: () => boolean },
): Promise<OpenResult> {
  const sealed = await device.storage.getSealed(election);
  if (sealed?.tracker !== tracker) return { ok: false, fault: 'changed' };
  if (!(await device.booth.ask('canOpen', { tracker })).canOpen) return { ok: false, fault: 'not_openable' };
  const registered = await ensureRegistered(device, election, tell);
  if (!registered.ok) return registered;
  const { idempotencyKey, ballot } = sealed;
  if (!(await device.storage.claimSealed(election, idempotencyKey, 'opening'))) return { ok: false, fault: 'changed' };
  const { electionUuid, contestId } = election;
  const challenge = await device.booth.ask('challenge', { electionUuid, credential: registered.credential, ballot });
  const attempt = async (): Promise<Answered<null>> =>
    isStopped()
      ? { ok: false, code: 'stopped', retryAfterSeconds: null }
      : device.api.noteChallenge(contestId, challenge);
  const noted = await untilAnswered(device.patience, attempt, tell);
  const fault = noted.ok ? null : faultOf(noted.code);
  if (fault && fault !== 'stopped' && fault !== 'renewed') {
    // The city said no, so the ballot is not known as opened and may still be cast.
    await device.storage.releaseSealed(election, idempotencyKey);
    return { ok: false, fault };
  }
  await device.storage.deleteSealed(election, idempotencyKey);
  if (fault === 'renewed') await device.storage.deleteCredential(election);
  if (fault) return { ok: false, fault };
  return { ok: true, ...(await device.booth.ask('open', { tracker })) };
}

function faultOf(code: string): OpenFault {
  if (code === 'contest_closed' || code === 'stopped') return code;
  if (code === 'ballot_already_cast') return 'already_cast';
  if (code === 'too_many_challenges') return 'too_many_tests';
  return code === 'unknown_credential' ? 'renewed' : 'refused';
}
