import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import type { PublicContest } from '@/lib/voting/queries';

export interface CannotVoteProps {
  state: 'closed' | 'not_yours';
  contest: PublicContest;
}

/** Why there is no ballot here, and where to go instead. */
export function CannotVote({ state, contest }: CannotVoteProps) {
  const t = useTranslations('Vote');
  if (state === 'not_yours') {
    return (
      <div className="stack">
        <h1 className="h2">{t('notYoursTitle')}</h1>
        <p className="lead">{t('notYoursBody')}</p>
        <div className="cluster actions pt-2">
          <LinkButton look="spark" href="/vote">
            {t('notYoursAction')}
          </LinkButton>
          <LinkButton look="line" href="/sign-in">
            {t('notYoursOut')}
          </LinkButton>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      <h1 className="h2">{t('closedTitle')}</h1>
      <p className="lead">{t('closedBody')}</p>
      <div className="cluster actions pt-2">
        <LinkButton look="spark" href={`/contests/${contest.slug}`}>
          {t('closedAction')}
        </LinkButton>
        <LinkButton look="line" href={`/board/${contest.slug}`}>
          {t('closedBoard')}
        </LinkButton>
      </div>
    </div>
  );
}
