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
import { demoShare } from './ceremony';
import { demoTrusteeKey } from './contest';
import { must } from './must';

/** The trustees shuffle and open, as on their own devices, and the count is published. Goes on where it was left. */
export async function countDemoContest(deps: Deps, contestId: string, slug: string): Promise<void> {
  for (;;) {
    const state = await getTallyState(deps, contestId);
    invariant(state, 'the contest exists');
    const owner = state.next.owners[0] ?? 0;
    const userId = state.trustees.find((trustee) => trustee.owner === owner)?.userId ?? '';
    if (state.next.stage === 'mix') await mixAs(deps, contestId, userId);
    else if (state.next.stage === 'open') {
      const contest = { id: contestId, slug, isShared: state.threshold !== null };
      await openAs(deps, contest, { owner, userId });
    } else break;
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

async function openAs(
  deps: Deps,
  contest: { id: string; slug: string; isShared: boolean },
  trustee: { owner: number; userId: string },
): Promise<void> {
  const { owner, userId } = trustee;
  const archive = await archiveSoFar(deps, contest.id);
  invariant(archive, 'the contest is closed');
  const verdict = await verifyForOpening(archive.bytes, { random: deps.random });
  invariant(verdict.ok, 'our own archive verifies');
  const privateKey = contest.isShared
    ? await demoShare(deps, contest, trustee)
    : demoTrusteeKey(contest.slug, owner).privateKey;
  const opening = await partiallyDecrypt({ ...verdict, privateKey, owner, random: deps.random });
  invariant(opening.ok, 'the demo key is the owner’s');
  must(await submitOpening(deps, userId, contest.id, opening), 'opening');
}
