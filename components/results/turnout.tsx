import { useLocale, useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { StatList } from '@/components/ui/stat';
import { formatCount, formatShare } from '@/lib/format';
import type { ResultView } from '@/lib/results/view';

/** Roll, people, ballots, and what does not count, each with what it is compared with. */
export function Turnout({ view }: { view: ResultView }) {
  const t = useTranslations('Results.turnout');
  const locale = useLocale();
  const { roll, people, ballots, replaced, blank, invalid, channels } = view.turnout;
  const invalidCount = invalid.reduce((sum, each) => sum + each.ballots, 0);
  const count = (number: number) => formatCount(number, locale);
  const share = formatShare(roll === 0 ? 0 : people / roll, locale);
  return (
    <section className="stack" aria-labelledby="turnout">
      <h2 id="turnout">{t('title')}</h2>
      <StatList
        stats={[
          { label: t('roll'), value: count(roll), compare: t('rollCompare', { count: roll }) },
          { label: t('people'), value: count(people), compare: t('peopleCompare', { share }) },
          { label: t('ballots'), value: count(ballots), compare: t('ballotsCompare', { replaced }) },
          { label: t('invalid'), value: count(invalidCount), compare: t('invalidCompare', { count: invalidCount }) },
        ]}
      />
      {blank > 0 && <p className="small">{t('blank', { count: blank })}</p>}
      {invalid.length > 0 && <InvalidBallots invalid={invalid} />}
      <p className="small muted">
        {channels === null
          ? t('channelsHidden')
          : channels.map(({ channel, people }) => t('channels', { channel, people })).join(' · ')}
      </p>
    </section>
  );
}

const REASONS = [
  'too_many',
  'too_few',
  'wrong_form',
  'not_canonical',
  'unknown_project',
  'repeated_project',
  'wrong_length',
  'over_envelope',
  'too_many_points',
  'over_total_points',
] as const;

function InvalidBallots({ invalid }: { invalid: ResultView['turnout']['invalid'] }) {
  const t = useTranslations('Results.turnout');
  const locale = useLocale();
  const words = (reason: string) => t(`reasons.${REASONS.find((known) => known === reason) ?? 'other'}`);
  return (
    <DataTable
      caption={t('reasonsTitle')}
      rows={invalid}
      rowKey={({ reason }) => reason}
      columns={[
        { key: 'reason', header: t('reasonsTitle'), cell: ({ reason }) => words(reason), rowHeader: true },
        { key: 'ballots', header: t('ballots'), cell: ({ ballots }) => formatCount(ballots, locale), end: true },
      ]}
    />
  );
}
