'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Loading } from '@/components/ui/loading';
import type { ReceiptVerdict } from '@/lib/client/board/receipt';
import { checkReceiptHere } from '@/lib/client/board/this-device';
import { type Place, votingStorage } from '@/lib/client/voting/storage';
import { ReceiptVerdictNote } from './receipt-verdict';

/** Whether the ballot of the receipt on this device is on the board, proved here. Nothing where there is no receipt. */
export function ReceiptProof({ contestId, voter, timeZone }: Place & { timeZone: string }) {
  const t = useTranslations('Board.receipt');
  const [verdict, setVerdict] = useState<ReceiptVerdict | 'none' | null>(null);
  useEffect(() => {
    let isGone = false;
    const look = async (): Promise<ReceiptVerdict | 'none'> => {
      const stored = await votingStorage().getReceipt({ contestId, voter });
      return stored ? checkReceiptHere(contestId, stored.receipt) : 'none';
    };
    look().then(
      (found) => isGone || setVerdict(found),
      () => isGone || setVerdict({ state: 'unavailable' }),
    );
    return () => {
      isGone = true;
    };
  }, [contestId, voter]);
  if (verdict === 'none') return null;
  return (
    <section className="stack" aria-labelledby="receipt-proof">
      <h2 id="receipt-proof">{t('mine')}</h2>
      {verdict ? (
        <ReceiptVerdictNote verdict={verdict} timeZone={timeZone} />
      ) : (
        <Loading label={t('looking')} stillLabel={t('looking')} stones={1} />
      )}
    </section>
  );
}
