import { useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Link } from '@/i18n/navigation';
import { formatDateTime, formatMoneyInWords } from '@/lib/format';
import type { City, ContestSummary } from '@/lib/voting/queries';
import { DaysLeft } from './days-left';

/** Where one can vote now. */
export function OpenContests({ city, contests, now }: { city: City; contests: ContestSummary[]; now: Date }) {
  const t = useTranslations('Home');
  if (contests.length === 0) {
    const home = (
      <LinkButton look="line" href="/results">
        {t('see')}
      </LinkButton>
    );
    return (
      <>
        <h1 className="vh">{t('contestsTitle')}</h1>
        <EmptyState sentence={t('contestsNone')} action={home} />
      </>
    );
  }
  return (
    <>
      <PageHead title={t('contestsTitle')} lead={t('contestsLead')} />
      <RowList>
        {contests.map((contest) => (
          <OpenContest key={contest.id} city={city} contest={contest} now={now} />
        ))}
      </RowList>
    </>
  );
}

function OpenContest({ city, contest, now }: { city: City; contest: ContestSummary; now: Date }) {
  const t = useTranslations('Home');
  const locale = useLocale();
  const { code: currency, exponent } = city.currency;
  const { area, name, slug, projects: count, closesAt } = contest;
  const { timeZone } = city;
  const money = formatMoneyInWords(contest.amountMinor, { currency, exponent, locale });
  const title = (
    <Link className="display inline-flex min-h-11 items-center h3" href={`/contests/${slug}`}>
      {name}
    </Link>
  );
  const vote = (
    <LinkButton size="small" href={`/vote/${slug}`} aria-label={t('alsoVote', { contest: name })}>
      {t('vote')}
    </LinkButton>
  );
  return (
    <RowItem title={title} aside={vote}>
      <p className="small muted">{t('alsoVoteDetail', { money, area: area ?? 'none', count })}</p>
      <p className="small">
        <b>{t('untilShort', { when: formatDateTime(closesAt, { locale, timeZone }) })}</b>
        <DaysLeft now={now} until={closesAt} timeZone={timeZone} />
      </p>
    </RowItem>
  );
}
