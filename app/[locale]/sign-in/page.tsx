import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { PageHead } from '@/components/ui/page-head';
import { NothingToSignInTo } from '@/components/voting/nothing-to-sign-in-to';
import { SignInWays } from '@/components/voting/sign-in-ways';
import { SignedIn } from '@/components/voting/signed-in';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { environment } from '@/lib/server/env';
import { getContest, listVotingRounds } from '@/lib/voting/queries';
import { CityShell } from '../city-shell';
import { leave, requestVoterLinkAction, signIn } from './actions';
import { safePath } from './safe-path';

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ ...(await params), namespace: 'SignIn' });
  return { title: t('title') };
}

/** The contest that somebody is on the way to. */
async function contestOf(path: string) {
  const [, , slug] = path.split('/');
  return slug ? await getContest(deps(), slug) : null;
}

export default async function SignInPage({ searchParams }: Props) {
  const next = safePath((await searchParams).next);
  const [user, rounds, t] = await Promise.all([currentUser(), listVotingRounds(deps()), getTranslations('SignIn')]);
  const contest = user ? null : await contestOf(next);
  return (
    <CityShell>
      <Main narrow>
        {user && <SignedIn isResident={user.roles.includes('resident')} leave={leave} />}
        {!user && rounds.length > 0 && (
          <SignInWays
            rounds={rounds}
            contest={contest && { round: contest.round.id, entitlement: contest.entitlement }}
            next={next}
            signIn={signIn}
            requestLink={requestVoterLinkAction.bind(null, next)}
            hasOutbox={environment().LARGO_MODE !== 'production'}
          />
        )}
        {!user && rounds.length === 0 && (
          <>
            <PageHead title={t('title')} />
            <NothingToSignInTo />
          </>
        )}
      </Main>
    </CityShell>
  );
}
