'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Note } from '@/components/ui/note';
import type { KeyLabel } from '../key-label';
import { PassphraseForm } from '../passphrase-form';
import { SaveKey } from '../save-key';
import type { CeremonyAtWork } from './use-ceremony';

type Made = { file: string; sheet: string };

/** The first step: a passphrase, the secret in its file and on paper, and the certificate by which others know it. */
export function MakeSecret({ work, label }: { work: CeremonyAtWork; label: KeyLabel }) {
  const t = useTranslations('Trustee');
  const [made, setMade] = useState<Made | null>(null);
  const make = async (passphrase: string) => {
    const report = await work.order({ kind: 'make', passphrase });
    if (report.kind === 'made') setMade(report);
  };
  const send = async () => {
    const report = await work.order({ kind: 'answer', step: 'certificate' });
    return report.kind === 'failed' ? t(`failures.${report.code}.title`) : null;
  };
  if (made) return <SaveKey {...made} isShare label={label} onHandIn={send} onStartOver={() => setMade(null)} />;
  return (
    <section className="stack needs-script">
      <h2 className="display h-mid">{t('keys.step1')}</h2>
      {work.busy && <Note live title={t('keys.making')} />}
      <PassphraseForm onChosen={(passphrase) => void make(passphrase)} />
    </section>
  );
}
