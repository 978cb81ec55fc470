import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ContestForm } from '@/components/admin/contest-form';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { PageHead } from '@/components/ui/page-head';
import { redirect } from '@/i18n/navigation';
import { formatMoney } from '@/lib/format';
import { getCity, getEnvelope } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { createContestAction } from '../../../../actions';

type Props = { params: Promise<{ round: string; envelope: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.contestForm'))('title') };
}

export default async function NewContestPage({ params }: Props) {
  await requireRole('administrator');
  const envelope = await getEnvelope(deps(), (await params).envelope);
  if (!envelope) notFound();
  const locale = await getLocale();
  if (envelope.contest) return redirect({ href: `/admin/contests/${envelope.contest.slug}`, locale });
  const t = await getTranslations('Admin');
  const { timeZone, currency, currencyExponent: exponent } = await getCity(deps());
  const amount = formatMoney(envelope.amountMinor, { currency, exponent, locale });
  return (
    <Main narrow>
      <BackLink
        href={`/admin/rounds/${envelope.round.slug}`}
        label={t('round.toRound', { round: envelope.round.name })}
      />
      <PageHead title={t('contestForm.title')} lead={t('contestForm.lead', { envelope: envelope.name, amount })} />
      <ContestForm
        action={createContestAction.bind(null, envelope.id)}
        submit={t('contestForm.create')}
        initial={{ name: envelope.name, minChoices: '0', maxChoices: '5', rule: 'mes_cost_add1u' }}
        timeZone={timeZone}
        currency={currency}
      />
    </Main>
  );
}
