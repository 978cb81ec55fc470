import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { StatusTag } from '@/components/admin/status-tag';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { formatDateTime } from '@/lib/format';
import { getCity } from '@/lib/rounds/queries';
import { deps } from '@/lib/server/deps';
import { requireContest } from './contest';
import { MixersSection } from './mixers-section';
import { ProjectsSection } from './projects-section';
import { RulesSection } from './rules-section';
import { StateSection } from './state-section';
import { TrusteesSection } from './trustees-section';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireContest(params)).name };
}

export default async function ContestPage({ params }: Props) {
  const contest = await requireContest(params);
  const t = await getTranslations('Admin');
  const locale = await getLocale();
  const city = await getCity(deps());
  const when = contest.closesAt ? formatDateTime(contest.closesAt, { locale, timeZone: city.timeZone }) : '';
  const { round, status } = contest;
  return (
    <Main>
      <BackLink href={`/admin/rounds/${round.slug}`} label={t('round.toRound', { round: round.name })} />
      <PageHead
        tag={<StatusTag status={status} />}
        title={contest.name}
        lead={t(`contest.lead.${status}`, { when })}
        actions={
          status === 'counted' && (
            <LinkButton look="spark" href={`/results/${round.slug}/${contest.slug}`}>
              {t('contest.toResult')}
            </LinkButton>
          )
        }
      />
      <div className="with-side">
        <StateSection contest={contest} city={city} />
        <RulesSection contest={contest} city={city} />
      </div>
      <ProjectsSection contest={contest} city={city} />
      <TrusteesSection contest={contest} city={city} />
      <MixersSection contest={contest} city={city} />
    </Main>
  );
}
