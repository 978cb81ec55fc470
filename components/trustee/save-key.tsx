'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import { keyFileName } from '@/lib/protocol/key-file';
import { RecoverySheet } from './recovery-sheet';

/** Whose key it is, for the name of the file and the head of the sheet. */
export interface KeyLabel {
  contest: string;
  slug: string;
  owner: number;
  name: string;
}

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

/** The browser's own "save as", without a server having seen the file. */
function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The file is saved, chosen again and compared; only then can the public half be handed in. */
export function SaveKey({ file, sheet, label, isShare = false, onHandIn, onStartOver }: SaveKeyProps) {
  const t = useTranslations('Trustee.keys');
  const [isSaved, setSaved] = useState(false);
  const [seen, setSeen] = useState<'none' | 'same' | 'other'>('none');
  const { slug, owner } = label;
  const name = keyFileName(slug, owner);
  const compare = async (chosen: File | undefined) => {
    const isSame = chosen !== undefined && chosen.size < 1e5 && (await chosen.text()) === file;
    setSeen(chosen === undefined ? 'none' : isSame ? 'same' : 'other');
  };
  const save = () => {
    saveFile(name, file);
    setSaved(true);
  };
  return (
    <div className="stack-loose">
      <section className="stack">
        <h2 className="display h-mid">{t('step2')}</h2>
        <p>{t(isShare ? 'saveLeadShare' : 'saveLead')}</p>
        <div className="cluster actions">
          <Button look={isSaved ? 'line' : 'spark'} icon="download" onClick={save}>
            {isSaved ? t('saveAgain') : t('save')}
          </Button>
        </div>
        <p className="small muted">
          {t('fileName')}: <bdi className="mono">{name}</bdi>
        </p>
        <FileField
          label={t('chooseSaved')}
          name="saved-file"
          hint={t('showHint')}
          error={seen === 'other' ? t('notSame') : undefined}
          accept=".json,application/json"
          onChange={(event) => compare(event.target.files?.[0])}
        />
        {seen === 'same' && <Note live tone="ok" title={t('confirmed')} />}
      </section>
      <section className="stack">
        <h2 className="display h-mid">{t('stepSheet')}</h2>
        <p>{t('sheetLead')}</p>
        <div className="cluster actions">
          <RecoverySheet contest={label.contest} name={label.name} owner={owner} words={sheet} />
        </div>
      </section>
      <HandInKey isReady={seen === 'same'} onHandIn={onHandIn} onStartOver={onStartOver} />
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
