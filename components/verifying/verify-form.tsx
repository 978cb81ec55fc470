'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorSummary, type FieldMistake } from '@/components/ui/error-summary';
import { FileField } from '@/components/ui/file-field';
import { TextField } from '@/components/ui/text-field';
import type { VerifyJob } from '@/lib/client/verifying/messages';

const KEY = /^[0-9a-f]{64}$/;

/** Chooses what to verify: the bundle of a published contest, or a file. */
export function VerifyForm(props: {
  contest: { id: string; name: string } | null;
  isWorking: boolean;
  onStart: (job: VerifyJob) => void;
}) {
  const { contest, isWorking, onStart } = props;
  const t = useTranslations('Verifying');
  const [mistakes, setMistakes] = useState<FieldMistake[]>([]);
  const errorOf = (name: string) => mistakes.find(({ field }) => field === name)?.message;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const key = String(form.get('key') ?? '').trim();
    const file = form.get('file');
    const isPublished = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') === 'published';
    const hasFile = file instanceof File && file.size > 0;
    const found: FieldMistake[] = [];
    if (!isPublished && !hasFile) found.push({ field: 'file', message: t('form.noFile') });
    if (key !== '' && !KEY.test(key)) found.push({ field: 'key', message: t('form.badKey') });
    setMistakes(found);
    if (found.length > 0) return;
    const boardKey = key === '' ? null : key;
    if (isPublished && contest) {
      onStart({ kind: 'published', url: `/api/v1/contests/${contest.id}/bundle`, boardKey });
    } else if (hasFile) onStart({ kind: 'file', file, boardKey });
  }

  return (
    <form className="stack-loose" onSubmit={submit} noValidate>
      <ErrorSummary title={t('form.mistakes')} mistakes={mistakes} />
      {contest && (
        <div className="stack-tight">
          <h2>{t('form.published', { contest: contest.name })}</h2>
          <p>{t('form.publishedHint')}</p>
          <Button type="submit" look="spark" value="published" pending={isWorking} pendingLabel={t('work.pending')}>
            {t('form.verify')}
          </Button>
        </div>
      )}
      <div className="stack-tight">
        <h2>{t('form.ownFile')}</h2>
        <p>{t('form.offline')}</p>
        <FileField label={t('form.file')} name="file" hint={t('form.fileHint')} accept=".tar" error={errorOf('file')} />
        <Button
          type="submit"
          look={contest ? 'line' : 'spark'}
          value="file"
          pending={isWorking}
          pendingLabel={t('work.pending')}
        >
          {t('form.verifyFile')}
        </Button>
      </div>
      <Disclosure summary={t('form.more')} open={errorOf('key') !== undefined}>
        <TextField label={t('form.key')} name="key" hint={t('form.keyHint')} error={errorOf('key')} code />
      </Disclosure>
    </form>
  );
}
