'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Icon } from '@/components/ui/icon';
import { LiveRegion } from '@/components/ui/live-region';
import { Progress } from '@/components/ui/progress';
import type { JobStage } from '@/lib/client/trustee/messages';
import { timeLeft } from '@/lib/client/trustee/time-left';
import type { JobState } from './use-trustee-job';

type Working = Extract<JobState, { phase: 'working' }>;

/** A job at work: its stages, how far the present one is, how long it may take, and the way to stop it. */
export function JobProgress(props: { work: Working; stages: readonly JobStage[]; onStop: () => void }) {
  const { work, stages, onStop } = props;
  const t = useTranslations('Trustee.work');
  const share = work.total > 0 ? work.done / work.total : null;
  const left = share === null ? null : timeLeft(share, work.at - work.since);
  return (
    <Card>
      <div className="stack">
        <Progress
          label={t('keepOpen')}
          {...(share !== null && {
            done: work.done,
            total: work.total,
            count: t('percent', { done: Math.floor(100 * share) }),
          })}
          detail={left ? t('left', { ...left }) : t('leftUnknown')}
        />
        <StageList stages={stages} now={work.stage} />
        <LiveRegion>{t(`stages.${work.stage}`)}</LiveRegion>
        {work.stage !== 'send' && (
          <Button look="line" size="small" onClick={onStop}>
            {t('stop')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function StageList({ stages, now }: { stages: readonly JobStage[]; now: JobStage }) {
  const t = useTranslations('Trustee.work');
  const at = stages.indexOf(now);
  return (
    <ol className="stack-tight small">
      {stages.map((stage, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'next';
        return (
          <li key={stage} className={state === 'next' ? 'flex gap-3 muted' : 'flex gap-3'}>
            <span className="grid w-5 flex-none place-items-center" aria-hidden="true">
              {state === 'done' ? <Icon name="tick" /> : index + 1}
            </span>
            <span>
              {state === 'now' ? <b>{t(`stages.${stage}`)}</b> : t(`stages.${stage}`)}
              <span className="vh"> ({t('stageState', { state })})</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
