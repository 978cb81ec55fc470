'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceCard } from '@/components/ui/choice-card';
import { Tracker } from '@/components/ui/tracker';
import type { CeremonyAtWork } from './use-ceremony';

export interface CompareStepProps {
  step: 'commitment' | 'confirmation';
  work: CeremonyAtWork;
  names: readonly string[];
  owner: number;
}

/**
 * Two steps need a person: before they commit, trustees read a fingerprint of everybody's certificates to one another,
 * so that nobody in between can have put in others; at the end each confirms the finished key. The marks come from this
 * device, which has checked everything that they stand for.
 */
export function CompareStep({ step, work, names, owner }: CompareStepProps) {
  const t = useTranslations('Trustee.ceremony');
  const list = useFormatter();
  const [mark, setMark] = useState<string | null>(null);
  const [isCompared, setCompared] = useState(false);
  const { order, busy } = work;
  useEffect(() => {
    let isHere = true;
    void order({ kind: 'look' }).then((report) => {
      if (isHere && report.kind === 'looked') {
        setMark(step === 'commitment' ? report.certificates : report.block);
      }
    });
    return () => {
      isHere = false;
    };
  }, [order, step]);
  const others = list.list(names.filter((_, i) => i + 1 !== owner));
  if (mark === null) return <p role="status">{t('checking')}</p>;
  return (
    <div className="stack">
      <h2 className="display h-mid">{t(`${step}.title`)}</h2>
      <p>{t(`${step}.lead`, { names: others })}</p>
      <Tracker value={mark.replaceAll(' ', '')} label={t(`${step}.mark`)} />
      <p>{t(`${step}.differs`)}</p>
      <ChoiceCard
        plain
        type="checkbox"
        name="compared"
        label={t(`${step}.compared`, { names: others })}
        checked={isCompared}
        onChange={(event) => setCompared(event.target.checked)}
      />
      <div className="cluster actions">
        <Button
          look="spark"
          pending={busy === 'answer'}
          pendingLabel={t('sending')}
          unavailable={isCompared ? undefined : t(`${step}.first`)}
          onClick={() => void order({ kind: 'answer', step, compared: mark })}
        >
          {t(`${step}.go`)}
        </Button>
      </div>
    </div>
  );
}
