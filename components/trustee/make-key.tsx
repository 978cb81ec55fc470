'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRouter } from '@/i18n/navigation';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import type { KeyLabel } from './key-label';
import { PassphraseForm } from './passphrase-form';
import { SaveKey } from './save-key';
import { useTrusteeJob } from './use-trustee-job';

export type HandInError = 'not_a_draft' | 'key_refused' | 'not_found' | 'offline';
export type HandIn = (publicKey: string) => Promise<{ ok: true } | { ok: false; code: HandInError }>;

export interface MakeKeyProps {
  contest: string;
  label: KeyLabel;
  /** Sends the public half; the secret half has no way out of the worker but the encrypted file and the sheet. */
  handIn: HandIn;
}

/** Passphrase, key, saved file, hand-in: nothing is sent before the file was seen again, whole. */
export function MakeKey({ contest, label, handIn }: MakeKeyProps) {
  const t = useTranslations('Trustee.keys');
  const router = useRouter();
  const { state, start, stop } = useTrusteeJob();
  const [isAnew, setAnew] = useState(false);
  const made = state.phase === 'finished' && state.result.kind === 'make-key' && !isAnew ? state.result : null;
  const make = (passphrase: string) => {
    setAnew(false);
    start({ kind: 'make-key', contest, owner: label.owner, passphrase }, 'make');
  };
  if (made) {
    const send = async () => {
      // A Server Action that finds no network rejects; what it answers otherwise is a code.
      const taken = await handIn(made.publicKey).catch(() => ({ ok: false, code: 'offline' }) as const);
      if (!taken.ok) return t(`errors.${taken.code}`);
      router.refresh();
      return null;
    };
    const { file, sheet } = made;
    return <SaveKey file={file} sheet={sheet} label={label} onHandIn={send} onStartOver={() => setAnew(true)} />;
  }
  if (state.phase === 'working') return <JobProgress work={state} stages={JOB_STAGES['make-key']} onStop={stop} />;
  return (
    <section className="stack needs-script">
      <JobOutcome state={state} />
      <h2 className="display h-mid">{t('step1')}</h2>
      <PassphraseForm onChosen={make} />
    </section>
  );
}
