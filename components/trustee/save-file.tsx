'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';

export interface SaveFileProps {
  text: string;
  name: string;
  /** Told whether the file that was chosen last is the one that was made. */
  onSeen?: (isSame: boolean) => void;
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

/** Saves a key file, and compares it with what was saved, chosen again. */
export function SaveFile({ text, name, onSeen }: SaveFileProps) {
  const t = useTranslations('Trustee.keys');
  const [isSaved, setSaved] = useState(false);
  const [seen, setSeen] = useState<'none' | 'same' | 'other'>('none');
  const compare = async (chosen: File | undefined) => {
    const isSame = chosen !== undefined && chosen.size < 1e5 && (await chosen.text()) === text;
    setSeen(chosen === undefined ? 'none' : isSame ? 'same' : 'other');
    onSeen?.(isSame);
  };
  const save = () => {
    saveFile(name, text);
    setSaved(true);
  };
  return (
    <>
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
    </>
  );
}
