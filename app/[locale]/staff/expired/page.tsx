import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Staff.expired'))('title') };
}

export default async function ExpiredPage() {
  const t = await getTranslations('Staff.expired');
  return (
    <Main narrow>
      <PageHead title={t('title')} lead={t('body')} />
      <LinkButton look="spark" href="/staff">
        {t('again')}
      </LinkButton>
    </Main>
  );
}
