'use client';

import { useTranslations } from 'next-intl';
import { Art } from '@/components/ui/art';
import { artFor } from '@/components/ui/art-for';
import { Note } from '@/components/ui/note';
import { RowItem, RowList } from '@/components/ui/row-list';
import { Link } from '@/i18n/navigation';
import type { BallotContest } from './ballot-contest';
import { useMoney } from './use-money';

/** Every choice once more, each with a way back to it. */
export function ChosenReview(props: { contest: BallotContest; chosen: number[]; isFixed: boolean }) {
  const { contest, chosen, isFixed } = props;
  const t = useTranslations('Vote');
  const money = useMoney(contest);
  const projects = contest.projects.filter(({ position }) => chosen.includes(position));
  if (projects.length === 0) return <Note title={t('blankTitle')}>{t('blankBody')}</Note>;
  return (
    <div className="stack">
      <p>{t('summary', { count: projects.length, all: contest.projects.length, max: contest.max })}</p>
      <RowList label={t('tray')}>
        {projects.map(({ position, code, title, theme, costMinor }) => (
          <RowItem
            key={position}
            picture={<Art name={artFor(code, theme?.slug)} shape="thumb" />}
            title={title}
            aside={<b>{money(costMinor)}</b>}
          >
            {!isFixed && (
              <Link className="back-link" href={`/vote/${contest.slug}#project-${position}`}>
                {t('changeOne')}
                <span className="vh">: {title}</span>
              </Link>
            )}
          </RowItem>
        ))}
      </RowList>
    </div>
  );
}
