import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Link } from '@/i18n/navigation';
import { listRounds } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.rounds'))('title') };
}

export default async function RoundsPage() {
  await requireRole('administrator');
  const t = await getTranslations('Admin.rounds');
  const rounds = await listRounds(deps());
  const create = (
    <LinkButton look="spark" icon="plus" href="/admin/rounds/new">
      {t('new')}
    </LinkButton>
  );
  return (
    <Main>
      <PageHead title={t('title')} lead={t('lead')} actions={rounds.length > 0 && create} />
      {rounds.length === 0 ? (
        <EmptyState sentence={t('empty')} action={create} />
      ) : (
        <RowList>
          {rounds.map(({ id, slug, name, _count }) => (
            <RowItem key={id} title={<Link href={`/admin/rounds/${slug}`}>{name}</Link>}>
              <p className="small muted">{t('figures', { contests: _count.contests, people: _count.rollEntries })}</p>
            </RowItem>
          ))}
        </RowList>
      )}
    </Main>
  );
}
