'use client';

import { useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import type { BallotContest } from './ballot-contest';
import type { ShownFault } from './use-cast';

export interface CastFaultNoteProps {
  contest: BallotContest;
  fault: ShownFault;
  tracker: string | null;
  again: () => void;
  sealAnew: () => void;
}

/** What happened, what is safe, what to do. */
export function CastFaultNote({ contest, fault, tracker, again, sealAnew }: CastFaultNoteProps) {
  const t = useTranslations('Vote');
  const { slug } = contest;
  const acts = { lost: sealAnew, already_cast: again, too_many_tests: again } as const;
  const where: Record<Exclude<ShownFault, keyof typeof acts>, string> = {
    signed_out: `/sign-in?next=/vote/${slug}/check`,
    contest_closed: `/contests/${slug}`,
    too_many_credentials: `/contests/${slug}`,
    receipt_not_genuine: `/board/${slug}?tracker=${encodeURIComponent(tracker ?? '')}`,
    refused: `/vote/${slug}`,
    broken: `/vote/${slug}`,
  };
  const isAct = (name: ShownFault): name is keyof typeof acts => name in acts;
  return (
    <>
      <Note tone="bad" title={t(`faults.${fault}`)} live>
        {t(`faults.${fault}Body`)}
      </Note>
      <div className="cluster actions">
        {isAct(fault) ? (
          <Button look="spark" onClick={acts[fault]}>
            {t(`faults.${fault}Action`)}
          </Button>
        ) : (
          <LinkButton look="spark" href={where[fault]}>
            {t(`faults.${fault}Action`)}
          </LinkButton>
        )}
        {fault === 'receipt_not_genuine' && (
          <Button look="line" onClick={again}>
            {t('tryNow')}
          </Button>
        )}
      </div>
    </>
  );
}
