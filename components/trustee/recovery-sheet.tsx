'use client';

import './recovery-sheet.css';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';

export interface RecoverySheetProps {
  contest: string;
  /** Name of the trustee. */
  name: string;
  owner: number;
  /** The text of the sheet: groups of letters with hyphens between them. */
  words: string;
  /** Of a finished share, which opens by itself; a trustee can have both sheets. */
  isOpening?: boolean;
}

/** Prints the secret on paper, by the browser's own printing: no file holds it, and it is on no screen. */
export function RecoverySheet({ contest, name, owner, words, isOpening = false }: RecoverySheetProps) {
  const t = useTranslations('Trustee.sheet');
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting) return;
    window.print();
    setPrinting(false);
  }, [isPrinting]);
  return (
    <>
      <Button look="line" icon="print" onClick={() => setPrinting(true)}>
        {t('print')}
      </Button>
      {isPrinting &&
        createPortal(
          <article className="recovery-sheet">
            <h1>{t(isOpening ? 'titleOpening' : 'title')}</h1>
            <p>{t('of', { contest, name, owner })}</p>
            <p>{t('what')}</p>
            <ol className="recovery-words" dir="ltr">
              {words.split('-').map((group, i) => (
                <li key={group}>
                  <small>{i + 1}</small>
                  {group}
                </li>
              ))}
            </ol>
            <p>{t('how')}</p>
            <p>{t('keep')}</p>
          </article>,
          document.body,
        )}
    </>
  );
}
