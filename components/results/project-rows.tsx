import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Art } from '@/components/ui/art';
import { artFor } from '@/components/ui/art-for';
import { Bar } from '@/components/ui/bar';
import { Disclosure } from '@/components/ui/disclosure';
import { formatShare } from '@/lib/format';
import type { ProjectResult, ResultView } from '@/lib/results/view';
import { useAmounts } from './use-amounts';
import { WhyLost, WhyWon } from './why';

interface ListProps {
  view: ResultView;
  /** Theme slugs by project id. */
  themes: ReadonlyMap<string, string>;
}

/** The chosen projects in order of selection; the first "why" is open, as an example. */
export function ChosenProjects({ view, themes }: ListProps) {
  const t = useTranslations('Results');
  if (view.winners.length === 0) return <p>{t('noneChosen')}</p>;
  return (
    <ol className="rows">
      {view.winners.map((winner, index) => (
        <ProjectRow key={winner.id} project={winner} view={view} theme={themes.get(winner.id)} fill={1}>
          <Disclosure plain summary={t('why.won')} open={index === 0}>
            <WhyWon winner={winner} view={view} />
          </Disclosure>
        </ProjectRow>
      ))}
    </ol>
  );
}

/** The others, most votes first. */
export function OtherProjects({ view, themes }: ListProps) {
  const t = useTranslations('Results.why');
  return (
    <ol className="rows">
      {view.losers.map((loser, index) => (
        <ProjectRow key={loser.id} project={loser} view={view} theme={themes.get(loser.id)} fill="lost">
          <Disclosure plain summary={loser.beatsAWinner ? t('lostWithMore') : t('lost')} open={index === 0}>
            <WhyLost loser={loser} view={view} />
          </Disclosure>
        </ProjectRow>
      ))}
    </ol>
  );
}

interface RowProps {
  project: ProjectResult;
  view: ResultView;
  theme: string | undefined;
  fill: 1 | 'lost';
  children: ReactNode;
}

function ProjectRow({ project, view, theme, fill, children }: RowProps) {
  const t = useTranslations('Results');
  const locale = useLocale();
  const amount = useAmounts(view.currency);
  const { id, title, votes, costMinor } = project;
  const share = formatShare(view.mostVotes === 0 ? 0 : votes / view.mostVotes, locale);
  return (
    <li className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 py-4">
      <div className="row-span-2">
        <Art name={artFor(id, theme)} shape="thumb" />
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 sm:flex-nowrap">
        <h3 className="min-w-0 text-[length:var(--text-md)]">{title}</h3>
        <b className="num flex-none">{amount(costMinor)}</b>
      </div>
      <div className="grid items-center gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,1fr)_6.5rem]">
        <Bar
          size="thin"
          label={t('votesBar', { votes, share })}
          parts={[{ key: id, value: votes, fill }]}
          total={view.mostVotes}
        />
        <span className="num small text-end">{t('votes', { votes })}</span>
      </div>
      <div className="col-span-full md:col-start-2">{children}</div>
    </li>
  );
}
