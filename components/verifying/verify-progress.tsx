'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { LiveRegion } from '@/components/ui/live-region';
import { Progress } from '@/components/ui/progress';
import type { VerifierState } from './use-verifier';

type Working = Extract<VerifierState, { phase: 'working' }>;

/** A verification at work: what is being done, how far it is, and the way to stop it. */
export function VerifyProgress({ work, onStop }: { work: Working; onStop: () => void }) {
  const t = useTranslations('Verifying.work');
  const { stage, done, total } = work;
  return (
    <Card>
      <div className="stack">
        <Progress
          label={t(`stages.${stage}`)}
          {...(total > 0 && { done, total, count: t('percent', { done: Math.floor((100 * done) / total) }) })}
          detail={t('keepOpen')}
        />
        <LiveRegion>{t(`stages.${stage}`)}</LiveRegion>
        <Button look="line" size="small" onClick={onStop}>
          {t('stop')}
        </Button>
      </div>
    </Card>
  );
}
