'use client';

import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Note } from '@/components/ui/note';
import type { JobFailureCode } from '@/lib/client/trustee/messages';
import type { JobState } from './use-trustee-job';

/** What the trustee can mend alone, so that nobody else needs details. */
export const MENDED_HERE: ReadonlySet<JobFailureCode> = new Set([
  'not_a_key_file',
  'damaged_key_file',
  'wrong_passphrase',
  'other_contest',
  'other_key',
  'bad_sheet',
  'ceremony_over',
  'offline',
  'signed_out',
]);

/** What became of the last job: stopped, failed (what, what to do, whom to tell), or handed in. */
export function JobOutcome({ state }: { state: JobState }) {
  const t = useTranslations('Trustee');
  switch (state.phase) {
    case 'stopped':
      return (
        <Note live title={t('work.stoppedTitle')}>
          {t('work.stopped')}
        </Note>
      );
    case 'failed':
      return (
        <Note live tone="bad" title={t(`failures.${state.code}.title`)}>
          <p>{t(`failures.${state.code}.body`)}</p>
          {!MENDED_HERE.has(state.code) && (
            <Disclosure plain summary={t('work.forEngineers')}>
              <p className="mono small" dir="ltr">
                {state.code}: {state.detail}
              </p>
            </Disclosure>
          )}
        </Note>
      );
    case 'finished':
      return <Finished state={state} />;
    case 'idle':
    case 'working':
      return null;
  }
}

function Finished({ state }: { state: Extract<JobState, { phase: 'finished' }> }) {
  const t = useTranslations('Trustee.work');
  const { result } = state;
  if (result.kind === 'make-key') return null;
  const words = result.kind === 'shuffle' ? 'finishedMix' : 'finishedOpen';
  return (
    <Note live tone="ok" title={t('finishedTitle')}>
      {t(words, { ballots: result.ballots })}
    </Note>
  );
}
