import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Link } from '@/i18n/navigation';
import type { ContestSummary } from '@/lib/voting/queries';

export function BoardIndex({ contests }: { contests: ContestSummary[] }) {
  const t = useTranslations('Board');
  return (
    <>
      <PageHead title={t('title')} lead={t('indexLead')} />
      {contests.length === 0 && <EmptyState sentence={t('indexNone')} />}
      <RowList label={t('index')}>
        {contests.map(({ id, slug, name, round }) => (
          <RowItem
            key={id}
            title={
              <Link className="display inline-flex min-h-11 items-center h3" href={`/board/${slug}`}>
                {name}
              </Link>
            }
          >
            <p className="small muted">{round.name}</p>
          </RowItem>
        ))}
      </RowList>
    </>
  );
}
