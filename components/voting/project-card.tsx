'use client';

import { useTranslations } from 'next-intl';
import { Art } from '@/components/ui/art';
import { artFor } from '@/components/ui/art-for';
import { Button } from '@/components/ui/button';
import { classes } from '@/components/ui/classes';
import { Disclosure } from '@/components/ui/disclosure';
import type { PublicProject } from '@/lib/voting/queries';
import type { BallotContest } from './ballot-contest';
import { useMoney } from './use-money';

/** A longer description starts folded, so that cards stay comparable. */
const LONG = 180;

export interface ProjectCardProps {
  contest: BallotContest;
  project: PublicProject;
  isChosen: boolean;
  /** All choices are used: what is chosen can be removed, nothing can be added. */
  isFull: boolean;
  onToggle: (position: number) => void;
}

/** The same size, picture and colours for every project. Chosen: blue edge, soft ground, tick, and the word. */
export function ProjectCard({ contest, project, isChosen, isFull, onToggle }: ProjectCardProps) {
  const t = useTranslations('Vote');
  const money = useMoney(contest);
  const { position, code, title, summary, theme, costMinor } = project;
  return (
    <li id={`project-${position}`} className={classes('card card-flush flex flex-col', isChosen && 'card-chosen')}>
      <div className="card-picture">
        <Art name={artFor(code, theme?.slug)} shape="wide" />
      </div>
      <div className="flex flex-1 flex-col gap-2 p-4">
        {theme && <p className="small muted">{theme.name}</p>}
        <h3>{title}</h3>
        {summary.length <= LONG && summary !== '' && <p className="small">{summary}</p>}
        {summary.length > LONG && (
          <Disclosure summary={t('more')} plain>
            <p className="small">{summary}</p>
          </Disclosure>
        )}
        <p className="display h3 num">{money(costMinor)}</p>
        <div className="mt-auto pt-2">
          <Button
            size="small"
            look={isChosen ? 'brand' : 'line'}
            icon={isChosen ? 'tick' : 'plus'}
            aria-pressed={isChosen}
            unavailable={isFull && !isChosen ? t('full', { max: contest.max }) : undefined}
            onClick={() => onToggle(position)}
            className="min-w-34"
          >
            {isChosen ? t('chosen') : t('choose')}
            <span className="vh">: {title}</span>
          </Button>
        </div>
      </div>
    </li>
  );
}
