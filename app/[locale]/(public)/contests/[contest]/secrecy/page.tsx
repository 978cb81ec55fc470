import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Secrecy } from '@/components/contest/secrecy';
import { Main } from '@/components/shell/main';
import { requireContest } from '../contest';

type Props = { params: Promise<{ locale: Locale; contest: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'Secrecy' });
  return { title: t('title') };
}

export default async function ContestSecrecyPage({ params }: Props) {
  const { name, slug, trustees, trusteesNeeded, entitlement } = await requireContest((await params).contest);
  return (
    <Main narrow>
      <Secrecy
        contest={{ name, trustees, trusteesNeeded, isVouched: entitlement === 'vouched' }}
        actionHref={`/contests/${slug}`}
      />
    </Main>
  );
}
