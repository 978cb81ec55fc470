import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Fact, Facts } from '@/components/ui/facts';
import type { Loser, ResultView, Winner } from '@/lib/results/view';
import { useAmounts } from './use-amounts';

const b = (text: ReactNode) => <b>{text}</b>;

/** Why a project won: its cost, its supporters, and what each of them gave, from the count's own trace. */
export function WhyWon({ winner, view }: { winner: Winner; view: ResultView }) {
  const t = useTranslations('Results.why');
  const amount = useAmounts(view.currency);
  const { id, why, costMinor, votes } = winner;
  const facts: Fact[] = [
    { label: t('code'), value: id },
    { label: t('cost'), value: amount(costMinor) },
    { label: t('people'), value: t('persons', { count: votes }) },
  ];
  if (why.kind === 'votes') {
    if (why.perSupporterMinor !== null) {
      facts.push({ label: t('perSupporter'), value: amount(why.perSupporterMinor, { exact: true }) });
    }
    facts.push({ label: t('leftBefore'), value: amount(why.leftMinor) });
    const words = view.rule === 'greedy_votes' ? 'votesGreedy' : 'votesFill';
    return <Reason words={t.rich(words, { left: amount(why.leftMinor), b })} facts={facts} />;
  }
  const isEven = why.paidLess === 0 && why.paidNothing === 0;
  facts.push({
    label: isEven ? t('share') : t('sharePayers', { payers: why.payers }),
    value: amount(why.shareMinor, { exact: true }),
  });
  if (why.paidLess > 0) facts.push({ label: t('paidLess'), value: t('persons', { count: why.paidLess }) });
  if (why.paidNothing > 0) facts.push({ label: t('paidNothing'), value: t('persons', { count: why.paidNothing }) });
  const start = amount(view.startingMinor ?? 0n, { exact: true });
  return <Reason words={t.rich('sharesStart', { start, b })} facts={facts} />;
}

/** Why a project was not chosen, what it was short by, and a next step. */
export function WhyLost({ loser, view }: { loser: Loser; view: ResultView }) {
  const t = useTranslations('Results.why');
  const amount = useAmounts(view.currency);
  const { id, why, costMinor, votes } = loser;
  const { leftMinor, supportersMinor } = why;
  const cost = amount(costMinor);
  const facts: Fact[] = [
    { label: t('code'), value: id },
    { label: t('cost'), value: cost },
    { label: t('people'), value: t('persons', { count: votes }) },
  ];
  if (supportersMinor !== null) facts.push({ label: t('supporters'), value: amount(supportersMinor) });
  if (leftMinor !== null) facts.push({ label: t('leftBefore'), value: amount(leftMinor) });
  facts.push({ label: t('lacks'), value: amount(why.lacksMinor) });
  return <Reason words={lostWords()} facts={facts} after={t('next')} />;

  function lostWords(): ReactNode {
    if (supportersMinor === null) return t.rich('lostGreedy', { left: amount(leftMinor ?? 0n), cost, b });
    const shares =
      supportersMinor === 0n
        ? t.rich('lostNoSupporters', { cost, b })
        : t.rich('lostShares', { supporters: amount(supportersMinor), cost, b });
    if (leftMinor === null) return shares;
    return (
      <>
        {shares} {t.rich('lostVotes', { left: amount(leftMinor), b })}
      </>
    );
  }
}

function Reason({ words, facts, after }: { words: ReactNode; facts: Fact[]; after?: string }) {
  return (
    <>
      <p className="small">{words}</p>
      <Facts facts={facts} />
      {after && <p className="small">{after}</p>}
    </>
  );
}
