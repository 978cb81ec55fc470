'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import { useRouter } from '@/i18n/navigation';
import type { JobResult } from '@/lib/client/trustee/messages';
import { keyFileName } from '@/lib/protocol/key-file';

export type HandInError = 'not_a_draft' | 'key_refused' | 'not_found' | 'offline';
export type HandIn = (publicKey: string) => Promise<{ ok: true } | { ok: false; code: HandInError }>;

export interface SaveKeyProps {
  made: Extract<JobResult, { kind: 'make-key' }>;
  slug: string;
  owner: number;
  handIn: HandIn;
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
export function SaveKey({ made, slug, owner, handIn, onStartOver }: SaveKeyProps) {
  const t = useTranslations('Trustee.keys');
  const [isSaved, setSaved] = useState(false);
  const [seen, setSeen] = useState<'none' | 'same' | 'other'>('none');
  const name = keyFileName(slug, owner);
  const compare = async (file: File | undefined) => {
    const isSame = file !== undefined && file.size < 1e5 && (await file.text()) === made.file;
    setSeen(file === undefined ? 'none' : isSame ? 'same' : 'other');
  };
  const save = () => {
    saveFile(name, made.file);
    setSaved(true);
  };
  return (
    <div className="stack-loose">
      <section className="stack">
        <h2 className="display h-mid">{t('step2')}</h2>
        <p>{t('saveLead')}</p>
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
      <HandInKey publicKey={made.publicKey} isReady={seen === 'same'} handIn={handIn} onStartOver={onStartOver} />
    </div>
  );
}

interface HandInKeyProps {
  publicKey: string;
  isReady: boolean;
  handIn: HandIn;
  onStartOver: () => void;
}

function HandInKey({ publicKey, isReady, handIn, onStartOver }: HandInKeyProps) {
  const t = useTranslations('Trustee.keys');
  const router = useRouter();
  const [isSending, startSending] = useTransition();
  const [error, setError] = useState<HandInError | null>(null);
  const send = () =>
    startSending(async () => {
      // A Server Action that finds no network rejects; what it answers otherwise is a code.
      const taken = await handIn(publicKey).catch(() => ({ ok: false, code: 'offline' }) as const);
      setError(taken.ok ? null : taken.code);
      if (taken.ok) router.refresh();
    });
  return (
    <section className="stack">
      <h2 className="display h-mid">{t('step3')}</h2>
      {error && <Note live tone="bad" title={t(`errors.${error}`)} />}
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
