'use client';

import { useTranslations } from 'next-intl';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { KeySourceForm } from './key-source-form';
import { useFreshPage, useTrusteeJob } from './use-trustee-job';

export interface OpenStepProps {
  contest: string;
  owner: number;
  /** Point text of the key that this trustee handed in, or of the share. */
  publicKey: string;
  isShare: boolean;
}

/** Key file and passphrase, then verify, decrypt, prove, hand in. The form stays mounted, so nothing typed is lost. */
export function OpenStep(props: OpenStepProps) {
  const t = useTranslations('Trustee.open');
  const { state, start, stop } = useTrusteeJob();
  useFreshPage(state);
  return (
    <div className="stack">
      <JobOutcome state={state} />
      {state.phase === 'working' && <JobProgress work={state} stages={JOB_STAGES.open} onStop={stop} />}
      <KeySourceForm
        submit={t('start')}
        hidden={state.phase === 'working' || state.phase === 'finished'}
        onChosen={(source) => start({ kind: 'open', ...props, source }, 'key')}
      />
    </div>
  );
}
