import { useLocale, useTranslations } from 'next-intl';
import { Art } from '@/components/ui/art';
import { artFor } from '@/components/ui/art-for';
import { RowItem, RowList } from '@/components/ui/row-list';
import { formatMoney } from '@/lib/format';
import type { City, PublicContest } from '@/lib/voting/queries';

/** What stands on the ballot, every project alike. */
export function ContestProjects({ city, contest }: { city: City; contest: PublicContest }) {
  const t = useTranslations('Contest');
  const locale = useLocale();
  const { code: currency, exponent } = city.currency;
  return (
    <section>
      <h2>{t('projectsTitle', { count: contest.list.length })}</h2>
      <p className="small muted mt-1 mb-4">{t('projectsLead')}</p>
      <RowList>
        {contest.list.map(({ code, title, summary, theme, costMinor }) => (
          <RowItem
            key={code}
            picture={<Art name={artFor(code, theme?.slug)} shape="thumb" />}
            title={<h3>{title}</h3>}
            aside={<b>{formatMoney(costMinor, { currency, exponent, locale })}</b>}
          >
            {theme && <p className="small muted">{theme.name}</p>}
            {summary && <p className="small">{summary}</p>}
          </RowItem>
        ))}
      </RowList>
    </section>
  );
}
