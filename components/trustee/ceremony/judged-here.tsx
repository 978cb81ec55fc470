'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Note } from '@/components/ui/note';
import { FailureNote } from './failure-note';
import { useCeremony } from './use-ceremony';

/** A stopped ceremony, judged by this device from the messages themselves, and not only by the server. */
export function JudgedHere(props: { contest: string; names: readonly string[]; culprits: readonly number[] }) {
  const { contest, names, culprits } = props;
  const t = useTranslations('Trustee.ceremony');
  const list = useFormatter();
  const { order, failure } = useCeremony(contest);
  const [found, setFound] = useState<readonly number[] | null>(null);
  useEffect(() => {
    void order({ kind: 'judge' }).then((report) => {
      if (report.kind === 'judged') setFound(report.culprits);
    });
  }, [order]);
  if (failure) return <FailureNote failure={failure} names={names} />;
  if (found === null) return <p role="status">{t('checking')}</p>;
  const isSame = found.length === culprits.length && found.every((owner) => culprits.includes(owner));
  if (isSame) return <p role="status">{t('stoppedAgrees')}</p>;
  return (
    <Note live tone="bad" title={t('stoppedDiffers')}>
      {t('stoppedDiffersBody', { names: list.list(found.map((owner) => names[owner - 1] ?? '')) })}
    </Note>
  );
}
