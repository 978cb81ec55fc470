'use client';

import { useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import type { CastFault } from '@/lib/client/voting/vote';
import type { BallotContest } from './ballot-contest';

type Shown = Exclude<CastFault, 'needs_code'> | 'broken';

export interface CastFaultNoteProps {
  contest: BallotContest;
  fault: CastFault | 'broken';
  tracker: string | null;
  again: () => void;
}

/** What happened, what is safe, what to do. */
export function CastFaultNote({ contest, fault, tracker, again }: CastFaultNoteProps) {
  const t = useTranslations('Vote');
  if (fault === 'needs_code') return null; // the code is asked for instead
  const { slug } = contest;
  const where: Record<Shown, string> = {
    signed_out: `/sign-in?next=/vote/${slug}/check`,
    contest_closed: `/contests/${slug}`,
    too_many_credentials: `/contests/${slug}`,
    receipt_not_genuine: `/board/${slug}?tracker=${encodeURIComponent(tracker ?? '')}`,
    refused: `/vote/${slug}`,
    broken: `/vote/${slug}`,
  };
  return (
    <>
      <Note tone="bad" title={t(`faults.${fault}`)} live>
        {t(`faults.${fault}Body`)}
      </Note>
      <div className="cluster actions">
        <LinkButton look="spark" href={where[fault]}>
          {t(`faults.${fault}Action`)}
        </LinkButton>
        {fault === 'receipt_not_genuine' && (
          <Button look="line" onClick={again}>
            {t('tryNow')}
          </Button>
        )}
      </div>
    </>
  );
}
