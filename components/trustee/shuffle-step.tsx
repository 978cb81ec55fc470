'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useRouter } from '@/i18n/navigation';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { useTrusteeJob } from './use-trustee-job';

/** Verify, shuffle, prove, hand in; then the page shows the next step. */
export function ShuffleStep({ contest }: { contest: string }) {
  const t = useTranslations('Trustee.mix');
  const router = useRouter();
  const { state, start, stop } = useTrusteeJob();
  const isFinished = state.phase === 'finished';
  useEffect(() => {
    if (isFinished) router.refresh();
  }, [isFinished, router]);
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
