import { useLocale, useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Tag } from '@/components/ui/tag';
import { Link } from '@/i18n/navigation';
import { formatDateTime } from '@/lib/format';
import type { RoundResults } from '@/lib/results/queries';
import { useAmounts } from './use-amounts';

/** Every contest that was opened, by round. */
export function ResultsList({ rounds, timeZone }: { rounds: readonly RoundResults[]; timeZone: string }) {
  const t = useTranslations('Results.list');
  if (rounds.length === 0) return <EmptyState sentence={t('empty')} picture="counted" />;
  return rounds.map((round) => (
    <section key={round.slug} className="stack" aria-labelledby={`round-${round.slug}`}>
      <h2 id={`round-${round.slug}`}>{round.name}</h2>
      <RowList label={t('label', { round: round.name })}>
        {round.contests.map((contest) => (
          <ContestRow key={contest.slug} round={round.slug} contest={contest} timeZone={timeZone} />
        ))}
      </RowList>
    </section>
  ));
}

interface RowProps {
  round: string;
  contest: RoundResults['contests'][number];
  timeZone: string;
}

function ContestRow({ round, contest, timeZone }: RowProps) {
  const t = useTranslations('Results.list');
  const locale = useLocale();
  const { view, closesAt, status } = contest;
  const date = closesAt && formatDateTime(closesAt, { locale, timeZone, year: true });
  return (
    <RowItem
      title={
        <Link className="inline-flex min-h-11 items-center" href={`/results/${round}/${contest.slug}`}>
          {contest.name}
        </Link>
      }
      aside={view ? <Spent view={view} /> : <Tag icon="clock">{t(status === 'open' ? 'open' : 'counting')}</Tag>}
    >
      {view && (
        <p className="small">
          {t('chosen', { count: view.winners.length })} · {t('people', { people: view.turnout.people })}
        </p>
      )}
      {date && <p className="small muted">{status === 'open' ? t('closes', { date }) : t('closed', { date })}</p>}
    </RowItem>
  );
}

function Spent({ view }: { view: NonNullable<RowProps['contest']['view']> }) {
  const t = useTranslations('Results.list');
  const amount = useAmounts(view.currency);
  return t('of', { spent: amount(view.spentMinor), budget: amount(view.budgetMinor) });
}
