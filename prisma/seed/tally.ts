import { mix } from '@/lib/protocol/mixing';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { verifyForMixing, verifyForOpening } from '@/lib/protocol/verify-input';
import { invariant } from '@/lib/result';
import type { Deps } from '@/lib/server/deps';
import { archiveSoFar } from '@/lib/tally/archive-so-far';
import { finishCount } from '@/lib/tally/count';
import { submitMix } from '@/lib/tally/mixes';
import { getTallyState } from '@/lib/tally/queries';
import { submitOpening } from '@/lib/tally/service';
import { demoTrusteeKey, must } from './contest';

/** Both trustees shuffle and open, as on their own devices, and the count is published. Goes on where it was left. */
export async function countDemoContest(deps: Deps, contestId: string, slug: string): Promise<void> {
  for (;;) {
    const state = await getTallyState(deps, contestId);
    invariant(state, 'the contest exists');
    const owner = state.next.owners[0] ?? 0;
    const userId = state.trustees.find((trustee) => trustee.owner === owner)?.userId ?? '';
    if (state.next.stage === 'mix') await mixAs(deps, contestId, userId);
    else if (state.next.stage === 'open') await openAs(deps, contestId, userId, slug, owner);
    else break;
  }
  must(await finishCount(deps, contestId), 'count');
}

async function mixAs(deps: Deps, contestId: string, userId: string): Promise<void> {
  const archive = await archiveSoFar(deps, contestId);
  invariant(archive, 'the contest is closed');
  const verdict = await verifyForMixing(archive.bytes, { random: deps.random });
  invariant(verdict.ok, 'our own archive verifies');
  const record = await mix({ election: verdict.election, input: verdict.ciphertexts, random: deps.random });
  must(await submitMix(deps, userId, contestId, record), 'mix');
}

async function openAs(deps: Deps, contestId: string, userId: string, slug: string, owner: number): Promise<void> {
  const archive = await archiveSoFar(deps, contestId);
  invariant(archive, 'the contest is closed');
  const verdict = await verifyForOpening(archive.bytes, { random: deps.random });
  invariant(verdict.ok, 'our own archive verifies');
  const { privateKey } = demoTrusteeKey(slug, owner);
  const opening = await partiallyDecrypt({ ...verdict, privateKey, owner, random: deps.random });
  invariant(opening.ok, 'the demo key is the owner’s');
  must(await submitOpening(deps, userId, contestId, opening), 'opening');
}
