import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { OutsideMixer } from '@/components/trustee/outside-mixer';
import { PageHead } from '@/components/ui/page-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Trustee.mixer'))('title'), robots: { index: false } };
}

/** Where an outside mixer's link leads. The link's secret stands behind the hash, which no browser sends to a server. */
export default async function MixerPage() {
  const t = await getTranslations('Trustee.mixer');
  return (
    <Main narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <OutsideMixer />
    </Main>
  );
}
