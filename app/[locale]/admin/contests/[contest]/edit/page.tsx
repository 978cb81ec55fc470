import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ContestForm } from '@/components/admin/contest-form';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { PageHead } from '@/components/ui/page-head';
import { redirect } from '@/i18n/navigation';
import { type ContestView, getCity } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { localText } from '@/lib/zoned-time';
import { updateContestAction } from '../actions';
import { requireContest } from '../contest';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.contest'))('edit') };
}

const initialOf = (contest: ContestView, timeZone: string) => ({
  name: contest.name,
  slug: contest.slug,
  minChoices: String(contest.minChoices),
  maxChoices: String(contest.maxChoices),
  rule: contest.rule,
  entitlement: contest.entitlement,
  step: String((contest.ruleParameters as { step?: string }).step ?? ''),
  closesAt: contest.closesAt ? localText(contest.closesAt, timeZone) : '',
});

export default async function EditContestPage({ params }: Props) {
  const contest = await requireContest(params);
  const href = `/admin/contests/${contest.slug}`;
  if (contest.status !== 'draft') return redirect({ href, locale: await getLocale() });
  const t = await getTranslations('Admin.contestForm');
  const { timeZone, currency } = await getCity(deps());
  return (
    <Main narrow>
      <BackLink href={href} label={contest.name} />
      <PageHead title={t('editTitle', { contest: contest.name })} />
      <ContestForm
        action={updateContestAction.bind(null, contest.id)}
        submit={t('save')}
        initial={initialOf(contest, timeZone)}
        timeZone={timeZone}
        currency={currency}
      />
    </Main>
  );
}
