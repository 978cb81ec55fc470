import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { TrusteeShell } from '@/components/shell/trustee-shell';
import { CeremonyList } from '@/components/trustee/ceremony-list';
import { PageHead } from '@/components/ui/page-head';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { listCeremonies } from '@/lib/tally/ceremonies';

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('trustee');
  return { title: (await getTranslations('Trustee.list'))('title') };
}

/** The contests of which the signed-in person is a trustee, with whose turn it is. */
export default async function TrusteePage() {
  const user = await requireRole('trustee');
  const t = await getTranslations('Trustee');
  const ceremonies = await listCeremonies(deps(), user.id);
  return (
    <TrusteeShell account={{ label: user.name ?? t('nav.account'), href: '/staff/account' }}>
      <Main narrow>
        <PageHead title={t('list.title')} lead={t('list.lead')} />
        <CeremonyList ceremonies={ceremonies} />
      </Main>
    </TrusteeShell>
  );
}
