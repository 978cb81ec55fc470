import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EnvelopeForm } from '@/components/admin/envelope-form';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { PageHead } from '@/components/ui/page-head';
import { getCity, listPurposes } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { createEnvelopeAction } from '../../../actions';
import { requireRound } from '../../round';

type Props = { params: Promise<{ round: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.envelope'))('title') };
}

export default async function NewEnvelopePage({ params }: Props) {
  const { id, slug, name } = await requireRound(params);
  const t = await getTranslations('Admin');
  const [{ currency }, purposes] = await Promise.all([getCity(deps()), listPurposes(deps())]);
  return (
    <Main narrow>
      <BackLink href={`/admin/rounds/${slug}`} label={t('round.toRound', { round: name })} />
      <PageHead title={t('envelope.title')} lead={t('round.moneyLead')} />
      <EnvelopeForm action={createEnvelopeAction.bind(null, { id, slug })} currency={currency} {...purposes} />
    </Main>
  );
}
