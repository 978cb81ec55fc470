import { useFormatter, useTranslations } from 'next-intl';
import type { ResultView } from '@/lib/results/view';
import { useAmounts } from './use-amounts';

/** The rule in plain words, with the figures of this count. */
export function Method({ view }: { view: ResultView }) {
  const t = useTranslations('Results.method');
  const amount = useAmounts(view.currency);
  const { min, max } = view.ballotLimits;
  const isShares = view.rule !== 'greedy_votes';
  return (
    <section className="stack" aria-labelledby="method">
      <h2 id="method">{t('title')}</h2>
      <p>{t('limits', { min, max })}</p>
      {isShares ? (
        <>
          <p>{t('mes1')}</p>
          <p>{t('mes2')}</p>
          {view.startingMinor !== null && (
            <p>
              {t('mesStart', { start: amount(view.startingMinor, { exact: true }) })}{' '}
              {view.increments !== null && t('mesRaised', { increments: view.increments })}
            </p>
          )}
          <p>{t('mesWhy')}</p>
        </>
      ) : (
        <p>{t('greedy1')}</p>
      )}
      <p className="small muted">{t('exact')}</p>
      <Ties view={view} />
      <Guards view={view} />
    </section>
  );
}

function Ties({ view }: { view: ResultView }) {
  const t = useTranslations('Results.ties');
  const format = useFormatter();
  if (view.ties.length === 0) {
    return (
      <>
        <h3>{t('title')}</h3>
        <p>{t('none')}</p>
      </>
    );
  }
  return (
    <>
      <h3>{t('title')}</h3>
      <p>{t('lead')}</p>
      <ul className="bullets">
        {view.ties.map(({ titles, decidedBy, decisive }) => (
          <li key={titles.join('|')}>
            {t('item', { projects: format.list(titles), decidedBy, first: titles[0] ?? '' })}{' '}
            {decisive !== null && t(decisive ? 'decisive' : 'notDecisive')}
          </li>
        ))}
      </ul>
    </>
  );
}

function Guards({ view }: { view: ResultView }) {
  const t = useTranslations('Results.guards');
  const format = useFormatter();
  return (
    <>
      <h3>{t('title')}</h3>
      <p>
        {view.needed === view.trustees.length
          ? t('trustees', { names: format.list(view.trustees) })
          : t('trusteesSome', { needed: view.needed, names: format.list(view.trustees) })}
      </p>
      <p>{t('mixers', { names: format.list(view.mixers) })}</p>
    </>
  );
}
