import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkForm } from '@/components/admin/link-form';
import { Main } from '@/components/shell/main';
import { PageHead } from '@/components/ui/page-head';
import { Link } from '@/i18n/navigation';
import { environment } from '@/lib/server/env';
import { requestLinkAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Staff'))('title') };
}

export default async function StaffPage() {
  const t = await getTranslations('Staff');
  return (
    <Main narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <LinkForm action={requestLinkAction} hasOutbox={environment().LARGO_MODE !== 'production'} />
      <p className="mt-8">
        {t('residents')} <Link href="/vote">{t('toVote')}</Link>
      </p>
    </Main>
  );
}
