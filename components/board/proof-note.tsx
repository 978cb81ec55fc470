'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import type { Proof, ProvedList } from '@/lib/client/board/prove';
import { saveFile } from '@/lib/client/save-file';
import { formatCount, formatDateTime } from '@/lib/format';

/** What this device has proved, in words and numbers, or what it means that it could not. */
export function ProofNote({ proof, timeZone }: { proof: Proof; timeZone: string }) {
  const t = useTranslations('Board.proof');
  const locale = useLocale();
  switch (proof.state) {
    case 'proved': {
      const line = formatCount(proof.index + 1, locale);
      const size = formatCount(proof.list.size, locale);
      return (
        <Note tone="ok" title={t('proved')} live>
          <p>{t('provedBody', { line, size, steps: proof.steps })}</p>
          <ListFacts list={proof.list} timeZone={timeZone} />
          <Tracker label={t('root')} value={proof.list.root} size="small" />
        </Note>
      );
    }
    case 'list':
      return (
        <Note tone="ok" title={t('list')} live>
          <ListFacts list={proof.list} timeZone={timeZone} />
        </Note>
      );
    case 'absent':
      return (
        <Note tone="warn" title={t('absent')} live>
          {t('absentBody', { size: proof.list.size })}
        </Note>
      );
    case 'false':
      return (
        <Note tone="bad" title={t('false')} live>
          {t(`falseBody.${proof.what}`)}
        </Note>
      );
    case 'contradiction':
    case 'older':
      return <TwoLists proof={proof} />;
    case 'unavailable':
      return (
        <Note tone="warn" title={t('unavailable')} live>
          {t('unavailableBody')}
        </Note>
      );
  }
}

function ListFacts({ list, timeZone }: { list: ProvedList; timeZone: string }) {
  const t = useTranslations('Board.proof');
  const locale = useLocale();
  const at = (batch: string) => formatDateTime(new Date(batch), { locale, timeZone });
  const { since, cosignedBy } = list;
  return (
    <>
      <p>{t('listBody', { size: list.size, when: at(list.batch) })}</p>
      <p>
        {since === null && t('first')}
        {since?.size === list.size && t('same')}
        {since && since.size < list.size && t('since', { size: since.size, when: at(since.batch) })}
      </p>
      {cosignedBy.length > 0 && <p>{t('cosigned', { names: cosignedBy.join(', ') })}</p>}
    </>
  );
}

/** Two signed lists that do not go together, or not yet: what it means, and both signatures to keep. */
function TwoLists({ proof }: { proof: Extract<Proof, { state: 'contradiction' | 'older' }> }) {
  const t = useTranslations('Board.proof');
  const { state, keptSize: kept, size } = proof;
  return (
    <Note tone={state === 'older' ? 'warn' : 'bad'} title={t(state)} live>
      <p>{t(`${state}Body`, { kept, size })}</p>
      <p>{t(`${state}Do`)}</p>
      <Button look="line" size="small" icon="download" onClick={() => saveFile(t('evidenceFile'), proof.evidence)}>
        {t('saveEvidence')}
      </Button>
    </Note>
  );
}
