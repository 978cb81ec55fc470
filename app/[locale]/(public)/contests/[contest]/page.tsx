import type { Metadata } from 'next';
import { ContestFacts } from '@/components/contest/contest-facts';
import { ContestHead } from '@/components/contest/contest-head';
import { ContestProjects } from '@/components/contest/contest-projects';
import { ContestRules } from '@/components/contest/contest-rules';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { Main } from '@/components/shell/main';
import { deps } from '@/lib/server/deps';
import { requireCity } from '../../../city';
import { requireContest } from './contest';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireContest((await params).contest)).name };
}

export default async function ContestPage({ params }: Props) {
  const [city, contest] = await Promise.all([requireCity(), requireContest((await params).contest)]);
  return (
    <Main>
      <ContestHead city={city} contest={contest} now={deps().now()} />
      {contest.entitlement === 'vouched' && (
        <div className="mb-8">
          <VouchedNote slug={contest.slug} />
        </div>
      )}
      <div className="with-side">
        <ContestProjects city={city} contest={contest} />
        <ContestFacts city={city} contest={contest} />
      </div>
      <ContestRules contest={contest} />
    </Main>
  );
}
