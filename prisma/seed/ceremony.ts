import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { answer, shareOf } from '@/lib/protocol/ceremony/answer';
import { makeSecret } from '@/lib/protocol/ceremony/secret';
import { CEREMONY_STEPS, nextStep } from '@/lib/protocol/ceremony/types';
import { invariant } from '@/lib/result';
import { setThreshold, startCeremony } from '@/lib/rounds/trustees';
import type { Actor } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { getOwnCeremony, submitCeremonyMessage } from '@/lib/tally/ceremony/service';
import { must } from './must';

/** Seeds of the demo's trustees come from fixed words, so that an interrupted seed can go on. */
export const demoSeed = (contestSlug: string, owner: number) =>
  makeSecret(seededRandom(`demo trustee seed ${contestSlug} ${owner}`));

/** Plays the whole key ceremony of a draft, each trustee with a device of their own. */
export async function playDemoCeremony(
  deps: Deps,
  actor: Actor,
  contest: { id: string; slug: string; threshold: number },
): Promise<void> {
  must(await setThreshold(deps, actor, contest.id, contest.threshold), 'threshold');
  must(await startCeremony(deps, actor, contest.id), 'ceremony');
  const trustees = await deps.db.trustee.findMany({
    where: { contestId: contest.id },
    orderBy: { owner: 'asc' },
    select: { owner: true, userId: true },
  });
  for (const _step of CEREMONY_STEPS) {
    for (const trustee of trustees) await answerAs(deps, contest, trustee);
  }
}

/** One trustee's device answers the step that the ceremony waits for. */
export async function answerAs(
  deps: Deps,
  contest: { id: string; slug: string },
  { owner, userId }: { owner: number; userId: string },
): Promise<void> {
  const shown = await getOwnCeremony(deps, userId, contest.id);
  invariant(shown, 'the ceremony runs');
  const { setup, messages } = shown;
  invariant(nextStep(setup, messages).waitingFor.includes(owner), 'it is their turn');
  const made = answer(setup, messages, owner, demoSeed(contest.slug, owner), deps.random);
  invariant(made.ok, 'an honest ceremony goes on');
  const message = { ceremony: setup.id, kind: made.kind, text: made.text };
  must(await submitCeremonyMessage(deps, userId, contest.id, message), made.kind);
}

/** The share with which a trustee opens, as a decimal number. */
export async function demoShare(
  deps: Deps,
  contest: { id: string; slug: string },
  trustee: { owner: number; userId: string },
) {
  const shown = await getOwnCeremony(deps, trustee.userId, contest.id);
  const own = shown && shareOf(shown.setup, shown.messages, trustee.owner, demoSeed(contest.slug, trustee.owner));
  invariant(own?.ok, 'the ceremony is finished');
  return own.share.toString();
}
