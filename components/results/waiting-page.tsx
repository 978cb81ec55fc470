import { useLocale, useTranslations } from 'next-intl';
import { BackLink } from '@/components/ui/breadcrumb';
import { LinkButton } from '@/components/ui/button';
import { type Step, Steps } from '@/components/ui/steps';
import { formatDateTime } from '@/lib/format';
import type { ContestHeading, Progress } from '@/lib/results/queries';

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
  const { trustees, next, ballots, mixers } = progress;
  const now = (owner: number, stage: string) => next.stage === stage && next.owners.includes(owner);
  const state = (isDone: boolean, isNow: boolean): Step['state'] => (isDone ? 'done' : isNow ? 'now' : 'next');
  const waiting = (isNow: boolean, name: string) => (isNow ? { detail: t('shuffleNow', { name }) } : {});
  const steps: Step[] = [
    { key: 'closed', title: t('closed'), detail: t('ballots', { ballots }), state: 'done' },
    ...trustees
      .filter(({ owner, hasMixed }) => hasMixed || mixers.includes(owner))
      .map(
        ({ owner, name, hasMixed }): Step => ({
          key: `mix${owner}`,
          title: t('shuffle', { name }),
          ...waiting(now(owner, 'mix'), name),
          state: state(hasMixed, now(owner, 'mix')),
        }),
      ),
    ...trustees.map(
      ({ owner, name, hasOpened }): Step => ({
        key: `open${owner}`,
        title: t('open', { name }),
        ...waiting(now(owner, 'open'), name),
        state: state(hasOpened, now(owner, 'open')),
      }),
    ),
    {
      key: 'count',
      title: t('count'),
      ...(next.stage === 'count' && { detail: t('countNow') }),
      state: state(false, next.stage === 'count'),
    },
  ];
  return <Steps label={t('stepsLabel')} steps={steps} doneWord={t('done')} />;
}
