'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { Progress } from '@/components/ui/progress';
import { type Step, Steps } from '@/components/ui/steps';
import { useRouter } from '@/i18n/navigation';
import { formatCount } from '@/lib/format';
import { HandInStep } from './hand-in-step';
import { SaveStep } from './save-step';
import { useCodes, type Work } from './use-codes';
import { useLeaveWarning } from './use-leave-warning';

export interface CodeMakerProps {
  roundId: string;
  roundSlug: string;
  roundName: string;
  /** How many people have no code yet. */
  missing: number;
  /** Where people type their code, for the letters. */
  address: string;
}

/** Makes voting codes in this browser, in three steps: make, save, hand in the public keys. */
export function CodeMaker({ roundId, roundSlug, roundName, missing, address }: CodeMakerProps) {
  const t = useTranslations('Admin.codes');
  const router = useRouter();
  const { work, lost, make, upload, entries, made } = useCodes(roundId);
  const [isSaved, setSaved] = useState(false);
  const isUnfinished = ['making', 'made', 'uploading', 'interrupted'].includes(work.step);
  useLeaveWarning(isUnfinished, t('leave'));
  const stage = stageOf(work);
  const state = (own: number): Step['state'] => (stage > own ? 'done' : stage === own ? 'now' : 'next');
  const file = { roundSlug, roundName, entries, made, address };
  const handIn = async () => {
    await upload();
    router.refresh();
  };
  return (
    <div className="stack-loose">
      {lost && work.step === 'rest' && (
        <Note tone="warn" title={t('lostTitle')}>
          {t(lost === 'made' ? 'lostMade' : 'lostUploading')}
        </Note>
      )}
      <Steps
        label={t('steps')}
        doneWord={t('doneWord')}
        steps={[
          {
            key: 'make',
            title: t('step1'),
            state: state(1),
            detail: <MakeStep work={work} missing={missing} make={make} />,
          },
          {
            key: 'save',
            title: t('step2'),
            state: state(2),
            detail: (stage === 2 || stage === 3) && (
              <SaveStep {...file} isSaved={isSaved} onSaved={() => setSaved(true)} />
            ),
          },
          {
            key: 'hand-in',
            title: t('step3'),
            state: state(3),
            detail: <HandInStep {...file} work={work} isSaved={isSaved} upload={handIn} />,
          },
        ]}
      />
      {work.step === 'done' && (
        <LinkButton look="brand" href={`/admin/rounds/${roundSlug}`}>
          {t('toRound')}
        </LinkButton>
      )}
    </div>
  );
}

/** 1 to 3 while a step is under way, 4 when all are done. */
function stageOf({ step }: Work): number {
  if (step === 'done') return 4;
  if (step === 'uploading' || step === 'interrupted') return 3;
  return step === 'made' ? 2 : 1;
}

function MakeStep({ work, missing, make }: { work: Work; missing: number; make: () => void }) {
  const t = useTranslations('Admin');
  const locale = useLocale();
  if (work.step === 'making') {
    const [done, total] = [formatCount(work.done, locale), formatCount(work.total, locale)];
    return (
      <Progress
        label={t('codes.making')}
        done={work.done}
        total={work.total}
        count={t('codes.of', { done, total })}
        detail={t('codes.leaveNote')}
      />
    );
  }
  if (!['rest', 'fetching', 'failed'].includes(work.step)) return null;
  if (missing === 0) return <Note tone="ok" title={t('codes.allDone')} />;
  return (
    <div className="stack">
      <p>{t('codes.without', { count: missing })}</p>
      <p>{t('codes.step1Detail')}</p>
      {work.step === 'failed' && (
        <Note tone="bad" live title={t('codes.failedTitle')}>
          {t(`mistakes.${work.code}`)}
        </Note>
      )}
      <div className="actions cluster needs-script">
        <Button look="spark" pending={work.step === 'fetching'} pendingLabel={t('codes.fetching')} onClick={make}>
          {t('codes.make', { count: missing })}
        </Button>
      </div>
    </div>
  );
}
