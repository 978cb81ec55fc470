import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { CityShell } from '../../city-shell';
import { safePath } from '../safe-path';

type Props = { searchParams: Promise<{ next?: unknown }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('SignIn.expired'))('title') };
}

export default async function ExpiredPage({ searchParams }: Props) {
  const next = safePath((await searchParams).next);
  const t = await getTranslations('SignIn.expired');
  return (
    <CityShell>
      <Main narrow>
        <PageHead title={t('title')} lead={t('body')} />
        <LinkButton look="spark" href={`/sign-in?next=${next}`}>
          {t('again')}
        </LinkButton>
      </Main>
    </CityShell>
  );
}
