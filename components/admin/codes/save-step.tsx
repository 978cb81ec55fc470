'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import type { Entry } from '@/lib/protocol/codes-file';
import { codesFile } from '@/lib/protocol/codes-file';
import type { MadeCode } from '@/lib/protocol/make-codes';
import { saveText } from '../save-text';
import { Letters } from './letters';

export interface CodesOnDevice {
  roundSlug: string;
  roundName: string;
  entries: readonly Entry[];
  made: readonly MadeCode[];
  address: string;
}

export const codesById = (made: readonly MadeCode[]) => new Map(made.map(({ id, code }) => [id, code]));

/** The file and the letters: the only places where the codes can be seen. */
export function SaveStep(props: CodesOnDevice & { isSaved: boolean; onSaved: () => void }) {
  const { roundSlug, roundName, entries, made, address, isSaved, onSaved } = props;
  const t = useTranslations('Admin.codes');
  const codes = codesById(made);
  const printed = useCallback(() => onSaved(), [onSaved]);
  const save = () => {
    saveText(`voting-codes-${roundSlug}.csv`, codesFile(entries, codes));
    onSaved();
  };
  return (
    <div className="stack">
      <p>{t('step2Detail')}</p>
      <Note tone="warn" title={t('leaveNote')} />
      <div className="actions cluster">
        <Button look={isSaved ? 'line' : 'spark'} icon="download" onClick={save}>
          {t(isSaved ? 'saveAgain' : 'save')}
        </Button>
        <Letters entries={entries} codes={codes} round={roundName} address={address} onPrinted={printed} />
      </div>
    </div>
  );
}
