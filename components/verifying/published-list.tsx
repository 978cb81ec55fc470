import { useTranslations } from 'next-intl';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Link } from '@/i18n/navigation';

/** The contests whose bundles this server publishes. */
export function PublishedList({ contests }: { contests: readonly { slug: string; name: string; round: string }[] }) {
  const t = useTranslations('Verifying');
  if (contests.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby="published">
      <h2 id="published">{t('published.title')}</h2>
      <RowList label={t('published.title')}>
        {contests.map(({ slug, name, round }) => (
          <RowItem
            key={slug}
            title={
              <Link className="inline-flex min-h-11 items-center" href={`/verify?contest=${slug}`}>
                {name}
              </Link>
            }
          >
            <p className="small muted">{round}</p>
          </RowItem>
        ))}
      </RowList>
    </section>
  );
}
