'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { useFreshPage, useTrusteeJob } from './use-trustee-job';

/** Verify, shuffle, prove, hand in; then the page shows the next step. */
export function ShuffleStep({ contest }: { contest: string }) {
  const t = useTranslations('Trustee.mix');
  const { state, start, stop } = useTrusteeJob();
  const isFinished = state.phase === 'finished';
  useFreshPage(state);
  if (state.phase === 'working') return <JobProgress work={state} stages={JOB_STAGES.shuffle} onStop={stop} />;
  return (
    <div className="stack">
      <JobOutcome state={state} />
      {!isFinished && (
        <div className="cluster actions needs-script">
          <Button look="spark" onClick={() => start({ kind: 'shuffle', contest }, 'download')}>
            {state.phase === 'idle' ? t('start') : t('again')}
          </Button>
        </div>
      )}
    </div>
  );
}
