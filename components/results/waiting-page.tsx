import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { BackLink } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/button';
import { type Step, Steps } from '@/components/ui/steps';
import { formatDateTime } from '@/lib/format';
import type { ContestHeading, ResultPage } from '@/lib/results/queries';

type Progress = NonNullable<ResultPage['progress']>;

interface WaitingProps {
  contest: ContestHeading;
  progress: Progress;
}

/** A contest without a result yet: how far it has come, and for whom it waits. */
export function WaitingPage({ contest, progress }: WaitingProps) {
  const t = useTranslations('Results');
  const locale = useLocale();
  const { closesAt, city, name } = contest;
  const date = closesAt ? formatDateTime(closesAt, { locale, timeZone: city.timeZone, year: true }) : 'none';
  const kind = contest.status === 'open' ? 'open' : progress.next.stage === 'empty' ? 'empty' : 'closed';
  const words = {
    open: [t('waiting.openTitle', { contest: name }), t('waiting.openLead', { date })],
    empty: [t('waiting.emptyTitle', { contest: name }), t('waiting.emptyLead', { date })],
    closed: [t('waiting.title', { contest: name }), t('waiting.lead', { date })],
  }[kind];
  return (
    <div className="stack">
      <BackLink label={t('back')} href="/results" />
      <h1>{words[0]}</h1>
      <p className="lead">{words[1]}</p>
      {contest.entitlement === 'vouched' && <VouchedNote slug={contest.slug} />}
      {kind === 'closed' && <TallySteps progress={progress} />}
      <div className="cluster actions">
        <LinkButton look="line" href="/board">
          {t('waiting.board')}
        </LinkButton>
      </div>
    </div>
  );
}

function TallySteps({ progress }: { progress: Progress }) {
  const t = useTranslations('Results.waiting');
  const { next, ballots, mixers } = progress;
  const now = (owner: number, stage: string) => next.stage === stage && next.owners.includes(owner);
  const waiting = (isNow: boolean, name: string) => (isNow ? { detail: t('shuffleNow', { name }) } : {});
  const steps: Step[] = [
    { key: 'closed', title: t('closed'), detail: t('ballots', { ballots }), state: 'done' },
    ...mixers.map(
      ({ owner, name, hasMixed }): Step => ({
        key: `mix${owner}`,
        title: t('shuffle', { name }),
        ...waiting(now(owner, 'mix'), name),
        state: stateOf(hasMixed, now(owner, 'mix')),
      }),
    ),
    ...useOpenings(progress),
    {
      key: 'count',
      title: t('count'),
      ...(next.stage === 'count' && { detail: t('countNow') }),
      state: stateOf(false, next.stage === 'count'),
    },
  ];
  return <Steps label={t('stepsLabel')} steps={steps} doneWord={t('done')} />;
}

/** One step for each trustee who is needed, or one for all where some of them suffice. */
function useOpenings({ trustees, threshold, next }: Progress): Step[] {
  const t = useTranslations('Results.waiting');
  const list = useFormatter();
  const isStage = next.stage === 'open';
  if (threshold === null) {
    return trustees.map(({ owner, name, hasOpened }) => {
      const isNow = isStage && next.owners.includes(owner);
      const detail = isNow ? { detail: t('shuffleNow', { name }) } : {};
      return { key: `open${owner}`, title: t('open', { name }), ...detail, state: stateOf(hasOpened, isNow) };
    });
  }
  const opened = trustees.filter(({ hasOpened }) => hasOpened).map(({ name }) => name);
  const parts = { opened: opened.length, threshold, names: opened.length > 0 ? list.list(opened) : 'none' };
  return [
    {
      key: 'open',
      title: t('openSome', { threshold, trustees: trustees.length }),
      ...((isStage || opened.length > 0) && { detail: t('openedSoFar', parts) }),
      state: stateOf(next.stage === 'count', isStage),
    },
  ];
}

const stateOf = (isDone: boolean, isNow: boolean): Step['state'] => (isDone ? 'done' : isNow ? 'now' : 'next');
