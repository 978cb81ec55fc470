import { useTranslations } from 'next-intl';
import { Bar } from '@/components/ui/bar';
import type { ResultView } from '@/lib/results/view';
import { useAmounts } from './use-amounts';

/** The envelope as a bar: one stone for each chosen project, the rest hatched. */
export function MoneyBar({ view }: { view: ResultView }) {
  const t = useTranslations('Results');
  const amount = useAmounts(view.currency);
  const words = { spent: amount(view.spentMinor), budget: amount(view.budgetMinor), left: amount(view.leftMinor) };
  return (
    <section aria-labelledby="money">
      <h2 className="vh" id="money">
        {t('money')}
      </h2>
      <Bar
        size="large"
        label={t('barLabel', { ...words, count: view.winners.length })}
        parts={view.winners.map(({ id, costMinor }, index) => ({
          key: id,
          value: costMinor,
          fill: index % 2 === 0 ? 1 : 'soft',
        }))}
        total={view.budgetMinor}
        words={<span className="num">{t.rich('decided', { amount: words.spent, b: (text) => <b>{text}</b> })}</span>}
        wordsEnd={<span className="num">{t('left', { amount: words.left })}</span>}
      />
      <p className="small muted mt-2">{t('envelope', { budget: words.budget })}</p>
    </section>
  );
}
