import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RoundForm } from '@/components/admin/round-form';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { PageHead } from '@/components/ui/page-head';
import { requireRole } from '@/lib/server/auth';
import { createRoundAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.rounds'))('new') };
}

export default async function NewRoundPage() {
  await requireRole('administrator');
  const t = await getTranslations('Admin.rounds');
  return (
    <Main narrow>
      <BackLink href="/admin/rounds" label={t('back')} />
      <PageHead title={t('new')} lead={t('lead')} />
      <RoundForm action={createRoundAction} />
    </Main>
  );
}
