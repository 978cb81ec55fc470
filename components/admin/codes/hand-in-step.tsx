'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceCard } from '@/components/ui/choice-card';
import { Note } from '@/components/ui/note';
import { Progress } from '@/components/ui/progress';
import { formatCount } from '@/lib/format';
import { codesFile } from '@/lib/protocol/codes-file';
import { saveText } from '../save-text';
import { type CodesOnDevice, codesById } from './save-step';
import type { Work } from './use-codes';

type Props = CodesOnDevice & { work: Work; isSaved: boolean; upload: () => void };

/** Only after somebody says that the codes are in their hands, the public keys go out. */
export function HandInStep(props: Props) {
  const { work, isSaved, upload } = props;
  const t = useTranslations('Admin');
  const locale = useLocale();
  const [isConfirmed, setConfirmed] = useState(false);
  if (work.step === 'done') return <Done {...props} refused={work.refused} />;
  if (work.step === 'uploading') {
    const [done, total] = [formatCount(work.done, locale), formatCount(work.total, locale)];
    return (
      <Progress
        label={t('codes.uploading')}
        done={work.done}
        total={work.total}
        count={t('codes.of', { done, total })}
      />
    );
  }
  if (work.step === 'interrupted') {
    return (
      <div className="stack">
        <Note tone="bad" live title={t('codes.uploadFailedTitle')}>
          {t(work.code === 'offline' ? 'codes.offline' : `mistakes.${work.code}`)}
        </Note>
        <Button look="spark" onClick={upload}>
          {t('codes.retry')}
        </Button>
      </div>
    );
  }
  if (work.step !== 'made') return null;
  return (
    <div className="stack">
      <p>{t('codes.step3Detail')}</p>
      <ChoiceCard
        type="checkbox"
        name="saved"
        label={t('codes.saved')}
        checked={isConfirmed}
        onChange={(event) => setConfirmed(event.target.checked)}
      />
      <div className="actions cluster">
        <Button
          look={isSaved ? 'spark' : 'line'}
          onClick={upload}
          {...(!(isSaved && isConfirmed) && { unavailable: t('codes.savedFirst') })}
        >
          {t('codes.upload')}
        </Button>
      </div>
    </div>
  );
}

function Done({ roundSlug, entries, made, refused }: Props & { refused: string[] }) {
  const t = useTranslations('Admin.codes');
  const without = new Set(refused);
  const saveCorrected = () => {
    const working = codesById(made.filter(({ id }) => !without.has(id)));
    saveText(`voting-codes-${roundSlug}-corrected.csv`, codesFile(entries, working));
  };
  return (
    <div className="stack">
      <Note tone="ok" live title={t('doneTitle', { count: made.length - refused.length })}>
        {t('doneBody')}
      </Note>
      {refused.length > 0 && (
        <Note tone="warn" title={t('refusedTitle', { count: refused.length })}>
          <p>{t('refusedBody')}</p>
          <Button look="line" icon="download" onClick={saveCorrected}>
            {t('saveCorrected')}
          </Button>
        </Note>
      )}
    </div>
  );
}
