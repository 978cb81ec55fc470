'use client';

import { useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';
import { useVerifier } from './use-verifier';
import { VerifyForm } from './verify-form';
import { VerifyOutcome } from './verify-outcome';
import { VerifyProgress } from './verify-progress';

/** Verifies on this device, and shows what came out. */
export function VerifyPanel({ contest }: { contest: { id: string; name: string } | null }) {
  const t = useTranslations('Verifying');
  const { state, start, stop } = useVerifier();
  return (
    <div className="stack-loose">
      <VerifyForm contest={contest} isWorking={state.phase === 'working'} onStart={start} />
      {state.phase === 'working' && <VerifyProgress work={state} onStop={stop} />}
      {state.phase === 'stopped' && <Note title={t('work.stopped')} live />}
      {state.phase === 'failed' && (
        <Note tone="bad" title={t(`failure.${state.code}`)} live>
          <p>{t(`todo.${state.code}`)}</p>
          <p className="mono smaller [overflow-wrap:anywhere]" lang="en">
            {state.detail}
          </p>
        </Note>
      )}
      {state.phase === 'finished' && <VerifyOutcome summary={state.summary} seconds={state.seconds} />}
    </div>
  );
}
