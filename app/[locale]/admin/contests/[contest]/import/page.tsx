import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ProjectImport } from '@/components/admin/project-import';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { PageHead } from '@/components/ui/page-head';
import { redirect } from '@/i18n/navigation';
import { getCity } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { requireContest } from '../contest';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.import'))('title') };
}

export default async function ImportPage({ params }: Props) {
  const { id, slug, name, status, envelope } = await requireContest(params);
  const back = `/admin/contests/${slug}`;
  if (status !== 'draft') return redirect({ href: back, locale: await getLocale() });
  const t = await getTranslations('Admin.import');
  const { currency, currencyExponent: exponent } = await getCity(deps());
  return (
    <Main narrow>
      <BackLink href={back} label={name} />
      <PageHead title={t('title')} lead={t('lead')} />
      <ProjectImport contestId={id} back={back} envelopeMinor={envelope.amountMinor} money={{ currency, exponent }} />
    </Main>
  );
}
