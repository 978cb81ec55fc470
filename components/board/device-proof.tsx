'use client';

import { useTranslations } from 'next-intl';
import { Loading } from '@/components/ui/loading';
import { Note } from '@/components/ui/note';
import { ProofNote } from './proof-note';
import { useProof } from './use-proof';

export interface DeviceProofProps {
  contestId: string;
  /** The ballot to prove; null proves the list alone. */
  tracker: string | null;
  timeZone: string;
}

/** Proves on this device, as soon as the page is there, what the page says. Without scripts it says who else can. */
export function DeviceProof({ contestId, tracker, timeZone }: DeviceProofProps) {
  const t = useTranslations('Board.proof');
  const proof = useProof(contestId, tracker);
  return (
    <>
      <noscript>
        <Note title={t('noscript')}>{t('noscriptBody')}</Note>
      </noscript>
      {proof === 'working' && <Loading label={t('checking')} stillLabel={t('checking')} stones={1} />}
      {proof !== null && proof !== 'working' && <ProofNote proof={proof} timeZone={timeZone} />}
    </>
  );
}
