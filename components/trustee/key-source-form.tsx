'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary, type FieldMistake } from '@/components/ui/error-summary';
import { FileField } from '@/components/ui/file-field';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import type { KeySource } from '@/lib/client/trustee/unlock';
import { MOST_KEY_FILE_BYTES } from '@/lib/protocol/key-file';
import { parseRecovery } from '@/lib/protocol/recovery';

export interface KeySourceFormProps {
  submit: string;
  /** Kept in the page while the work runs, so that nothing typed is lost. */
  hidden?: boolean;
  onChosen: (source: KeySource) => void;
}

/** Key file and passphrase, or the letters of the recovery sheet. Neither leaves this device. */
export function KeySourceForm({ submit, hidden, onChosen }: KeySourceFormProps) {
  const t = useTranslations('Trustee.open');
  const [from, setFrom] = useState<KeySource['from']>('file');
  const Form = from === 'file' ? FileForm : SheetForm;
  return (
    <div className="stack" hidden={hidden}>
      <Form submit={submit} onChosen={onChosen} />
      <p className="needs-script">
        <Button look="quiet" onClick={() => setFrom(from === 'file' ? 'sheet' : 'file')}>
          {from === 'file' ? t('toSheet') : t('toFile')}
        </Button>
      </p>
    </div>
  );
}

type FormProps = Pick<KeySourceFormProps, 'submit' | 'onChosen'>;

function FileForm({ submit, onChosen }: FormProps) {
  const t = useTranslations('Trustee.open');
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [mistakes, setMistakes] = useState<FieldMistake[]>([]);
  const errorOf = (field: string) => mistakes.find((mistake) => mistake.field === field)?.message;
  const choose = async (event: FormEvent) => {
    event.preventDefault();
    const found: FieldMistake[] = [];
    if (!file) found.push({ field: 'key-file', message: t('mistakes.file') });
    else if (file.size > MOST_KEY_FILE_BYTES) found.push({ field: 'key-file', message: t('mistakes.tooLarge') });
    if (passphrase === '') found.push({ field: 'passphrase', message: t('mistakes.passphrase') });
    setMistakes(found);
    if (file && found.length === 0) onChosen({ from: 'file', text: await file.text(), passphrase });
  };
  return (
    <form className="stack needs-script" onSubmit={choose} noValidate>
      <Summary mistakes={mistakes} />
      <FileField
        label={t('file')}
        name="key-file"
        hint={t('fileHint')}
        error={errorOf('key-file')}
        accept=".json,application/json"
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <TextField
        label={t('passphrase')}
        name="passphrase"
        type="password"
        autoComplete="off"
        error={errorOf('passphrase')}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <Submit label={submit} />
    </form>
  );
}

function SheetForm({ submit, onChosen }: FormProps) {
  const t = useTranslations('Trustee.open');
  const [words, setWords] = useState('');
  const [mistake, setMistake] = useState<string>();
  const choose = (event: FormEvent) => {
    event.preventDefault();
    const read = parseRecovery(words);
    if (read.ok) {
      setMistake(undefined);
      onChosen({ from: 'sheet', words });
      return;
    }
    const { error } = read;
    const groups = error.code === 'wrong_groups' ? error.groups.join(', ') : '';
    const count = error.code === 'wrong_length' ? error.groups : 0;
    setMistake(t(`sheetMistakes.${error.code}`, { groups, count }));
  };
  return (
    <form className="stack needs-script" onSubmit={choose} noValidate>
      <Summary mistakes={mistake ? [{ field: 'sheet', message: mistake }] : []} />
      <TextArea
        code
        label={t('sheet')}
        name="sheet"
        hint={t('sheetHint')}
        autoComplete="off"
        autoCapitalize="characters"
        error={mistake}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Submit label={submit} />
    </form>
  );
}

function Summary({ mistakes }: { mistakes: FieldMistake[] }) {
  const ui = useTranslations('Ui');
  return <ErrorSummary title={ui('errorSummary', { count: mistakes.length })} mistakes={mistakes} />;
}

function Submit({ label }: { label: string }) {
  return (
    <div className="cluster actions">
      <Button look="spark" type="submit">
        {label}
      </Button>
    </div>
  );
}
