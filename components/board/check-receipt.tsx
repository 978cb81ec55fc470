'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FileField } from '@/components/ui/file-field';
import { Loading } from '@/components/ui/loading';
import { Note } from '@/components/ui/note';
import type { ReceiptVerdict } from '@/lib/client/board/receipt';
import { checkReceiptHere } from '@/lib/client/board/this-device';
import { ReceiptVerdictNote } from './receipt-verdict';

/** A receipt has about 300 bytes: nobody waits for a film to be read. */
const MOST_BYTES = 10_000;

/** Checks a saved receipt on this device: the file is read here and sent nowhere. */
export function CheckReceipt({ contestId, timeZone }: { contestId: string; timeZone: string }) {
  const t = useTranslations('Board.receipt');
  const proof = useTranslations('Board.proof');
  const [verdict, setVerdict] = useState<ReceiptVerdict | 'reading' | null>(null);
  const check = async (file: File | undefined) => {
    if (!file) return setVerdict(null);
    setVerdict('reading');
    const text = file.size > MOST_BYTES ? '' : await file.text().catch(() => '');
    setVerdict(await checkReceiptHere(contestId, text).catch(() => ({ state: 'unavailable' }) as const));
  };
  return (
    <section className="stack" aria-labelledby="check-receipt">
      <h2 id="check-receipt">{t('title')}</h2>
      <noscript>
        <Note title={t('noscript')} />
      </noscript>
      <FileField
        label={t('label')}
        name="receipt"
        hint={t('hint')}
        accept=".json,application/json"
        onChange={(event) => void check(event.currentTarget.files?.[0])}
      />
      {verdict === 'reading' && <Loading label={proof('checking')} stillLabel={proof('checking')} stones={1} />}
      {verdict !== null && verdict !== 'reading' && <ReceiptVerdictNote verdict={verdict} timeZone={timeZone} />}
    </section>
  );
}
