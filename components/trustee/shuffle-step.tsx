'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { keptShufflesOnDevice, type ShuffleSoFar } from '@/lib/client/trustee/kept-shuffles';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { useFreshPage, useTrusteeJob } from './use-trustee-job';

export interface ShuffleStepProps {
  contest: string;
  /** The link of an outside mixer, who has no account. */
  link?: string | null;
  /** Called once it is handed in, where no page of the server shows it. */
  onDone?: () => void;
}

/** Verify, shuffle, prove, hand in; then the page shows the next step. What a reload interrupted is taken up again. */
export function ShuffleStep({ contest, link = null, onDone }: ShuffleStepProps) {
  const t = useTranslations('Trustee.mix');
  const { state, start, stop } = useTrusteeJob();
  const [before, setBefore] = useState<ShuffleSoFar>('none');
  const isFinished = state.phase === 'finished';
  useFreshPage(state);
  useEffect(() => {
    void keptShufflesOnDevice.look(contest).then(setBefore);
  }, [contest]);
  useEffect(() => {
    if (isFinished) onDone?.();
  }, [isFinished, onDone]);

  if (state.phase === 'working') return <JobProgress work={state} stages={JOB_STAGES.shuffle} onStop={stop} />;
  const isIdle = state.phase === 'idle';
  return (
    <div className="stack">
      {isIdle && before === 'begun' && (
        <Note live title={t('interruptedTitle')}>
          {t('interrupted')}
        </Note>
      )}
      {isIdle && before === 'finished' && (
        <Note live tone="ok" title={t('keptTitle')}>
          {t('kept')}
        </Note>
      )}
      <JobOutcome state={state} />
      {!isFinished && (
        <div className="cluster actions needs-script">
          <Button look="spark" onClick={() => start({ kind: 'shuffle', contest, link }, 'download')}>
            {isIdle ? t(before === 'finished' ? 'sendKept' : 'start') : t('again')}
          </Button>
        </div>
      )}
    </div>
  );
}
