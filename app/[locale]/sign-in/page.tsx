import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { PageHead } from '@/components/ui/page-head';
import { NothingToSignInTo } from '@/components/voting/nothing-to-sign-in-to';
import { SignInForm } from '@/components/voting/sign-in-form';
import { SignedIn } from '@/components/voting/signed-in';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { getContest, listVotingRounds } from '@/lib/voting/queries';
import { CityShell } from '../city-shell';
import { leave, signIn } from './actions';

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ ...(await params), namespace: 'SignIn' });
  return { title: t('title') };
}

/** A path of this site, without language: nobody is sent elsewhere after signing in. */
const safePath = (next: unknown) => (typeof next === 'string' && /^\/vote(\/[a-z0-9-]+)*$/.test(next) ? next : '/vote');

/** The round of the contest that somebody is on the way to. */
async function roundOf(path: string): Promise<string | undefined> {
  const [, , slug] = path.split('/');
  return slug && (await getContest(deps(), slug))?.round.id;
}

export default async function SignInPage({ searchParams }: Props) {
  const next = safePath((await searchParams).next);
  const [user, rounds, t] = await Promise.all([currentUser(), listVotingRounds(deps()), getTranslations('SignIn')]);
  return (
    <CityShell>
      <Main narrow>
        {user && <SignedIn isResident={user.roles.includes('resident')} leave={leave} />}
        {!user && <PageHead title={t('title')} lead={rounds.length > 0 && t('lead')} />}
        {!user && rounds.length > 0 && (
          <SignInForm rounds={rounds} round={await roundOf(next)} next={next} signIn={signIn} />
        )}
        {!user && rounds.length === 0 && <NothingToSignInTo />}
      </Main>
    </CityShell>
  );
}
