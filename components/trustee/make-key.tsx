'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { PassphraseForm } from './passphrase-form';
import { type HandIn, SaveKey } from './save-key';
import { useTrusteeJob } from './use-trustee-job';

export interface MakeKeyProps {
  contest: string;
  slug: string;
  owner: number;
  /** Sends the public half; the secret half has no way out of the worker but the encrypted file. */
  handIn: HandIn;
}

/** Passphrase, key, saved file, hand-in: nothing is sent before the file was seen again, whole. */
export function MakeKey({ contest, slug, owner, handIn }: MakeKeyProps) {
  const t = useTranslations('Trustee.keys');
  const { state, start, stop } = useTrusteeJob();
  const [isAnew, setAnew] = useState(false);
  const made = state.phase === 'finished' && state.result.kind === 'make-key' && !isAnew ? state.result : null;
  const make = (passphrase: string) => {
    setAnew(false);
    start({ kind: 'make-key', contest, owner, passphrase }, 'make');
  };
  if (made) return <SaveKey made={made} slug={slug} owner={owner} handIn={handIn} onStartOver={() => setAnew(true)} />;
  if (state.phase === 'working') return <JobProgress work={state} stages={JOB_STAGES['make-key']} onStop={stop} />;
  return (
    <section className="stack needs-script">
      <JobOutcome state={state} />
      <h2 className="display h-mid">{t('step1')}</h2>
      <PassphraseForm onChosen={make} />
    </section>
  );
}
