import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { OpenContests } from '@/components/contest/open-contests';
import { Main } from '@/components/shell/main';
import { deps } from '@/lib/server/deps';
import { listContests } from '@/lib/voting/queries';
import { requireCity } from '../../city';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ ...(await params), namespace: 'Home' });
  return { title: t('contestsTitle') };
}

export default async function VotePage() {
  const [city, contests] = await Promise.all([requireCity(), listContests(deps())]);
  return (
    <Main narrow>
      <OpenContests city={city} contests={contests.filter((contest) => contest.status === 'open')} now={deps().now()} />
    </Main>
  );
}
