import { getLocale } from 'next-intl/server';
import { type BallotContest, ballotContest } from '@/components/voting/ballot-contest';
import { redirect } from '@/i18n/navigation';
import { getSlot } from '@/lib/people/service';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import type { City, PublicContest } from '@/lib/voting/queries';
import { requireContest } from '../../../(public)/contests/[contest]/contest';
import { requireCity } from '../../../city';

type Base = { city: City; contest: PublicContest };
export type Voter = Base & ({ state: 'ready'; ballot: BallotContest } | { state: 'closed' } | { state: 'not_yours' });

/**
 * Who is here and what they may do in this contest. Nobody signed in: off to the sign-in page and back to `path`.
 * `afterClose`: for what is still of use when voting is over.
 */
export async function getVoter(slug: string, path: string, options: { afterClose: boolean }): Promise<Voter> {
  const [city, contest, user] = await Promise.all([requireCity(), requireContest(slug), currentUser()]);
  if (contest.status !== 'open' && !options.afterClose) return { city, contest, state: 'closed' };
  if (!user) return redirect({ href: { pathname: '/sign-in', query: { next: path } }, locale: await getLocale() });
  const slot = await getSlot(deps(), user.id, contest.id);
  const voter = contest.entitlement === 'codes' ? slot?.registrationKey : slot?.id;
  if (!voter) return { city, contest, state: 'not_yours' };
  return { city, contest, state: 'ready', ballot: ballotContest(city, contest, voter) };
}
