'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import type { ReceiptVerdict } from '@/lib/client/board/receipt';
import { formatDateTime } from '@/lib/format';
import { ProofNote } from './proof-note';

/** What a receipt is worth today: signed or not, kept or not. */
export function ReceiptVerdictNote({ verdict, timeZone }: { verdict: ReceiptVerdict; timeZone: string }) {
  const t = useTranslations('Board.receipt');
  switch (verdict.state) {
    case 'genuine':
      return <Genuine verdict={verdict} timeZone={timeZone} />;
    case 'forged':
      return (
        <Note tone="bad" title={t('forged')} live>
          {t('forgedBody')}
        </Note>
      );
    default:
      return (
        <Note tone="warn" title={t(verdict.state)} live>
          {t(`${verdict.state}Body`)}
        </Note>
      );
  }
}

type GenuineReceipt = Extract<ReceiptVerdict, { state: 'genuine' }>;

function Genuine({ verdict, timeZone }: { verdict: GenuineReceipt; timeZone: string }) {
  const t = useTranslations('Board.receipt');
  const { proof, tracker, includedBy, isDue } = verdict;
  const when = formatDateTime(new Date(includedBy), { locale: useLocale(), timeZone, year: true });
  if (proof.state !== 'absent') {
    return (
      <div className="stack">
        <p className="small muted">{t('genuine')}</p>
        <Tracker value={tracker} size="small" />
        <ProofNote proof={proof} timeZone={timeZone} />
      </div>
    );
  }
  return isDue ? (
    <Note tone="bad" title={t('broken')} live>
      {t('brokenBody', { when })}
    </Note>
  ) : (
    <Note title={t('waiting')} live>
      {t('waitingBody', { when })}
    </Note>
  );
}
