import { useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';
import { type Step, Steps } from '@/components/ui/steps';
import { ActButton } from './act-button';
import type { FormAction } from './form-state';

export interface CountStepsProps {
  state: {
    status: 'draft' | 'open' | 'closed' | 'counted';
    threshold: number | null;
    trustees: readonly { owner: number; name: string; hasOpened: boolean }[];
    mixers: readonly { owner: number; name: string; hasMixed: boolean }[];
    next: { stage: string; owners: readonly number[] };
  };
  countNow: FormAction;
}

/** From the close to the result: who has done their part, whose turn it is. */
export function CountSteps({ state, countNow }: CountStepsProps) {
  const t = useTranslations('Admin.contest');
  const steps = useSteps(state);
  const { status, next } = state;
  if (next.stage === 'empty') return <Note title={t('noBallots')} />;
  return (
    <section className="stack" aria-labelledby="count">
      <h2 id="count">{t('count')}</h2>
      <Steps label={t('count')} doneWord={t('doneWord')} steps={steps} />
      {status === 'closed' && next.stage === 'count' && (
        <>
          <Note tone="warn" title={t('countStuck')}>
            {t('countStuckBody')}
          </Note>
          <ActButton action={countNow} look="spark" label={t('countNow')} pending={t('counting')} />
        </>
      )}
    </section>
  );
}

function useSteps({ status, threshold, trustees, mixers, next }: CountStepsProps['state']): Step[] {
  const t = useTranslations('Admin.contest');
  const turn = (isDone: boolean, isTurn: boolean): Pick<Step, 'state' | 'detail'> => {
    if (isDone) return { state: 'done' };
    return isTurn ? { state: 'now', detail: t('turn') } : { state: 'next', detail: t('waiting') };
  };
  const isNext = (stage: string, owner: number) => next.stage === stage && next.owners.includes(owner);
  const opened = trustees.filter(({ hasOpened }) => hasOpened).length;
  const isEnough = threshold !== null && opened >= threshold;
  const openings: Step[] =
    threshold === null
      ? trustees.map(({ owner, name, hasOpened }) => ({
          key: `open ${owner}`,
          title: t('countStep.open', { name }),
          ...turn(hasOpened, isNext('open', owner)),
        }))
      : [
          {
            key: 'open',
            title: t('countStep.openSome', { threshold, count: trustees.length }),
            detail: t('countStep.openedSoFar', { opened, threshold }),
            state: isEnough ? 'done' : next.stage === 'open' ? 'now' : 'next',
          },
        ];
  return [
    { key: 'close', title: t('countStep.close'), state: status === 'open' ? 'now' : 'done' },
    ...mixers.map(({ owner, name, hasMixed }) => ({
      key: `mix ${owner}`,
      title: t('countStep.mix', { name }),
      ...turn(hasMixed, isNext('mix', owner)),
    })),
    ...openings,
    {
      key: 'count',
      title: t('countStep.count'),
      state: status === 'counted' ? 'done' : next.stage === 'count' ? 'now' : 'next',
    },
  ];
}
