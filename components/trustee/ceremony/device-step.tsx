'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import type { CeremonyAtWork } from './use-ceremony';

/** Dealing and checking shares: the device does it by itself, and once; after a failure it asks before it tries again. */
export function DeviceStep({ step, work }: { step: 'dealing' | 'key'; work: CeremonyAtWork }) {
  const t = useTranslations('Trustee.ceremony');
  const { order, failure, busy } = work;
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void order({ kind: 'answer', step });
  }, [order, step]);
  if (failure && !busy) {
    return (
      <div className="cluster actions">
        <Button look="spark" onClick={() => void order({ kind: 'answer', step })}>
          {t('again')}
        </Button>
      </div>
    );
  }
  return <Progress label={t(`doing.${step}`)} detail={t('stayOpen')} />;
}
