import { useLocale, useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { formatCount } from '@/lib/format';
import type { ResultView } from '@/lib/results/view';
import { useAmounts } from './use-amounts';

/** The file, and the place in it, behind every number of the page. */
export function Sources({ view }: { view: ResultView }) {
  const t = useTranslations('Results.sources');
  const locale = useLocale();
  const amount = useAmounts(view.currency);
  const { roll, ballots, people, valid, blank, invalid } = view.turnout;
  const count = (number: number) => formatCount(number, locale);
  const rows = [
    { name: 'roll', value: count(roll), file: 'description.json', place: 'roll.size' },
    { name: 'ballots', value: count(ballots), file: 'composition.json', place: 'counts.ballots' },
    { name: 'people', value: count(people), file: 'composition.json', place: 'counts.counted' },
    { name: 'valid', value: count(valid), file: 'outcome.json', place: 'ballots.counted' },
    { name: 'blank', value: count(blank), file: 'outcome.json', place: 'ballots.blank' },
    {
      name: 'invalid',
      value: count(invalid.reduce((sum, each) => sum + each.ballots, 0)),
      file: 'counted.json',
      place: 'ballots[].invalid',
    },
    { name: 'budget', value: amount(view.budgetMinor), file: 'description.json', place: 'budgetMinor' },
    { name: 'spent', value: amount(view.spentMinor), file: 'outcome.json', place: 'totalCostMinor' },
    { name: 'votes', value: t('votesValue'), file: 'counted.json', place: 'ballots[].chosen' },
    { name: 'why', value: t('whyValue'), file: 'outcome.json', place: 'trace' },
    { name: 'lot', value: t('lotValue'), file: 'seed.json', place: 'seed, commitment' },
  ] as const;
  return (
    <section className="stack" aria-labelledby="sources">
      <h2 id="sources">{t('title')}</h2>
      <DataTable
        caption={t('lead')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', header: t('number'), cell: ({ name }) => t(name), rowHeader: true },
          { key: 'value', header: t('value'), cell: ({ value }) => value, end: true },
          {
            key: 'file',
            header: t('file'),
            cell: ({ file, place }) => (
              <bdi className="mono whitespace-nowrap">
                {file} → {place}
              </bdi>
            ),
          },
        ]}
      />
    </section>
  );
}
