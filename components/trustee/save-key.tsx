'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { noteOwnKey, ownShelf } from '@/lib/client/trustee/own-key-mark';
import { keyFileName } from '@/lib/protocol/key-file';
import type { KeyLabel } from './key-label';
import { RecoverySheet } from './recovery-sheet';
import { SaveFile } from './save-file';

export interface SaveKeyProps {
  /** Text of the file, and of the recovery sheet. */
  file: string;
  sheet: string;
  label: KeyLabel;
  /** Whether others could open without this key. */
  isShare?: boolean;
  /** Sends the public half. @returns what to say where it was not taken, else null. */
  onHandIn: () => Promise<string | null>;
  onStartOver: () => void;
}

/** The file is saved, chosen again and compared; only then can the public half be handed in. */
export function SaveKey({ file, sheet, label, isShare = false, onHandIn, onStartOver }: SaveKeyProps) {
  const t = useTranslations('Trustee.keys');
  const [isSaved, setSaved] = useState(false);
  const { slug, owner } = label;
  const handIn = async () => {
    const error = await onHandIn();
    if (error === null) noteOwnKey(ownShelf(), file);
    return error;
  };
  return (
    <div className="stack-loose">
      <section className="stack">
        <h2 className="display h-mid">{t('step2')}</h2>
        <p>{t(isShare ? 'saveLeadShare' : 'saveLead')}</p>
        <SaveFile text={file} name={keyFileName(slug, owner)} onSeen={setSaved} />
      </section>
      <section className="stack">
        <h2 className="display h-mid">{t('stepSheet')}</h2>
        <p>{t('sheetLead')}</p>
        <div className="cluster actions">
          <RecoverySheet contest={label.contest} name={label.name} owner={owner} words={sheet} />
        </div>
      </section>
      <HandInKey isReady={isSaved} onHandIn={handIn} onStartOver={onStartOver} />
    </div>
  );
}

interface HandInKeyProps extends Pick<SaveKeyProps, 'onHandIn' | 'onStartOver'> {
  isReady: boolean;
}

function HandInKey({ isReady, onHandIn, onStartOver }: HandInKeyProps) {
  const t = useTranslations('Trustee.keys');
  const [isSending, startSending] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const send = () => startSending(async () => setError(await onHandIn()));
  return (
    <section className="stack">
      <h2 className="display h-mid">{t('step3')}</h2>
      {error && <Note live tone="bad" title={error} />}
      <div className="cluster actions">
        <Button
          look="spark"
          pending={isSending}
          pendingLabel={t('handingIn')}
          unavailable={isReady ? undefined : t('handInFirst')}
          onClick={send}
        >
          {t('handIn')}
        </Button>
        <Button look="quiet" onClick={onStartOver}>
          {t('startOver')}
        </Button>
      </div>
    </section>
  );
}
