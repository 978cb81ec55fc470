import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { LinkButton } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { Tag } from '@/components/ui/tag';
import { Link } from '@/i18n/navigation';
import { listTrustees } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.trustees'))('title') };
}

export default async function TrusteesPage() {
  await requireRole('administrator');
  const t = await getTranslations('Admin.trustees');
  const words = await getTranslations('Admin.contest');
  const trustees = await listTrustees(deps());
  const toRounds = (
    <LinkButton look="spark" href="/admin/rounds">
      {t('toRounds')}
    </LinkButton>
  );
  return (
    <Main>
      <PageHead title={t('title')} lead={t('lead')} />
      {trustees.length === 0 ? (
        <EmptyState sentence={t('empty')} action={toRounds} />
      ) : (
        <DataTable
          caption={t('caption')}
          rows={trustees}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', header: t('name'), cell: ({ name }) => name, rowHeader: true },
            { key: 'email', header: t('email'), cell: ({ user }) => <bdi>{user.email}</bdi> },
            {
              key: 'contest',
              header: t('contest'),
              cell: ({ contest }) => <Link href={`/admin/contests/${contest.slug}`}>{contest.name}</Link>,
            },
            {
              key: 'key',
              header: t('key'),
              cell: ({ hasKey }) =>
                hasKey ? (
                  <Tag tone="ok" icon="key">
                    {words('hasKey')}
                  </Tag>
                ) : (
                  <Tag tone="warn" icon="clock">
                    {words('noKey')}
                  </Tag>
                ),
            },
          ]}
        />
      )}
    </Main>
  );
}
