import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { HomeHero } from '@/components/home/home-hero';
import { HomePhases } from '@/components/home/home-phases';
import { HomeTasks } from '@/components/home/home-tasks';
import { Main } from '@/components/shell/main';
import { deps } from '@/lib/server/deps';
import { getContest, listContests, listPhases } from '@/lib/voting/queries';
import { requireCity } from '../city';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ ...(await params), namespace: 'Home' });
  return { title: t('title') };
}

export default async function HomePage() {
  const [city, contests] = await Promise.all([requireCity(), listContests(deps())]);
  const [first, ...others] = contests;
  const [phases, detail] = await Promise.all([
    first ? listPhases(deps(), first.round.id) : [],
    first ? getContest(deps(), first.slug) : null,
  ]);
  const now = deps().now();
  return (
    <Main bare>
      <HomeHero city={city} contest={detail} now={now} />
      <div className="wrap pt-8 pb-16">
        <HomeTasks
          city={city}
          contests={others}
          hasCode={contests.some(({ status, entitlement }) => status === 'open' && entitlement === 'codes')}
        />
        {first && phases.length > 0 && <HomePhases city={city} phases={phases} round={first.round.name} now={now} />}
      </div>
    </Main>
  );
}
