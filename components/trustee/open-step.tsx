'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary, type FieldMistake } from '@/components/ui/error-summary';
import { FileField } from '@/components/ui/file-field';
import { TextField } from '@/components/ui/text-field';
import { JOB_STAGES } from '@/lib/client/trustee/messages';
import { MOST_KEY_FILE_BYTES } from '@/lib/protocol/key-file';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { useFreshPage, useTrusteeJob } from './use-trustee-job';

export interface OpenStepProps {
  contest: string;
  owner: number;
  /** Point text of the key that this trustee handed in. */
  publicKey: string;
}

type Mistake = { field: 'key-file' | 'passphrase'; code: 'file' | 'passphrase' | 'tooLarge' };

function findMistakes(file: File | undefined, passphrase: string): Mistake[] {
  const mistakes: Mistake[] = [];
  if (!file) mistakes.push({ field: 'key-file', code: 'file' });
  else if (file.size > MOST_KEY_FILE_BYTES) mistakes.push({ field: 'key-file', code: 'tooLarge' });
  if (passphrase === '') mistakes.push({ field: 'passphrase', code: 'passphrase' });
  return mistakes;
}

/** Key file and passphrase, then verify, decrypt, prove, hand in. The form stays mounted, so nothing typed is lost. */
export function OpenStep(props: OpenStepProps) {
  const { state, start, stop } = useTrusteeJob();
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [mistakes, setMistakes] = useState<Mistake[]>([]);
  const isFinished = state.phase === 'finished';
  useFreshPage(state);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    const found = findMistakes(file, passphrase);
    setMistakes(found);
    if (found.length > 0 || !file) return;
    start({ kind: 'open', ...props, keyFile: await file.text(), passphrase }, 'key');
  };
  return (
    <div className="stack">
      <JobOutcome state={state} />
      {state.phase === 'working' && <JobProgress work={state} stages={JOB_STAGES.open} onStop={stop} />}
      <form className="stack needs-script" onSubmit={open} hidden={state.phase === 'working' || isFinished} noValidate>
        <KeyFields mistakes={mistakes} onFile={setFile} passphrase={passphrase} onPassphrase={setPassphrase} />
      </form>
    </div>
  );
}

interface KeyFieldsProps {
  mistakes: Mistake[];
  onFile: (file: File | undefined) => void;
  passphrase: string;
  onPassphrase: (text: string) => void;
}

function KeyFields({ mistakes, onFile, passphrase, onPassphrase }: KeyFieldsProps) {
  const t = useTranslations('Trustee.open');
  const ui = useTranslations('Ui');
  const told: FieldMistake[] = mistakes.map(({ field, code }) => ({ field, message: t(`mistakes.${code}`) }));
  const errorOf = (field: Mistake['field']) => told.find((mistake) => mistake.field === field)?.message;
  return (
    <>
      <ErrorSummary title={ui('errorSummary', { count: told.length })} mistakes={told} />
      <FileField
        label={t('file')}
        name="key-file"
        hint={t('fileHint')}
        error={errorOf('key-file')}
        accept=".json,application/json"
        onChange={(event) => onFile(event.target.files?.[0])}
      />
      <TextField
        label={t('passphrase')}
        name="passphrase"
        type="password"
        autoComplete="off"
        error={errorOf('passphrase')}
        value={passphrase}
        onChange={(event) => onPassphrase(event.target.value)}
      />
      <div className="cluster actions">
        <Button look="spark" type="submit">
          {t('start')}
        </Button>
      </div>
    </>
  );
}
