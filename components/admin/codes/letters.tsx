'use client';

import './letters.css';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';
import { SelectField } from '@/components/ui/select-field';
import type { Entry } from '@/lib/protocol/codes-file';

/** A print job of more pages than this makes some browsers give up. */
const BATCH = 500;

export interface LettersProps {
  entries: readonly Entry[];
  /** Entry id → code. */
  codes: ReadonlyMap<string, string>;
  round: string;
  /** Where people type the code. */
  address: string;
  onPrinted: () => void;
}

/** One letter a page, by the browser's own printing: no file with codes is written. */
export function Letters({ entries, codes, round, address, onPrinted }: LettersProps) {
  const t = useTranslations('Admin.codes');
  const [from, setFrom] = useState(0);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return;
    window.print();
    setPrinting(false);
    onPrinted();
  }, [printing, onPrinted]);
  const starts = Array.from({ length: Math.ceil(entries.length / BATCH) }, (_, index) => index * BATCH);
  return (
    <>
      {starts.length > 1 && (
        <SelectField
          name="letters"
          label={t('printRange')}
          value={String(from)}
          onChange={(event) => setFrom(Number(event.target.value))}
          options={starts.map((start) => ({
            value: String(start),
            label: t('range', { from: start + 1, to: Math.min(start + BATCH, entries.length) }),
          }))}
        />
      )}
      <Button look="line" icon="print" onClick={() => setPrinting(true)}>
        {t('print')}
      </Button>
      {printing &&
        createPortal(
          <div className="letters">
            {entries.slice(from, from + BATCH).map(({ id, externalId }) => (
              <article key={id} className="letter">
                <h1>{t('letter.title')}</h1>
                <p>{t('letter.body', { round })}</p>
                <p className="letter-code">{codes.get(id)}</p>
                <p>{t('letter.how', { address })}</p>
                <p>{t('letter.person', { id: externalId })}</p>
              </article>
            ))}
          </div>,
          document.body,
        )}
    </>
  );
}
