import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Secrecy } from '@/components/contest/secrecy';
import { Main } from '@/components/shell/main';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ ...(await params), namespace: 'Secrecy' });
  return { title: t('title') };
}

export default function SecrecyPage() {
  return (
    <Main narrow>
      <Secrecy actionHref="/vote" />
    </Main>
  );
}
