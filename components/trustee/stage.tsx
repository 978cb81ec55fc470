import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkButton } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import { formatDateTime } from '@/lib/format';
import type { Ceremony } from '@/lib/tally/ceremonies';
import { CeremonyStage } from './ceremony/ceremony-stage';
import { KeepShareLater } from './ceremony/keep-share';
import { KeepLooking } from './keep-looking';
import { labelOf } from './key-label';
import { type HandIn, MakeKey } from './make-key';
import { NeedsScript } from './needs-script';
import { OpenStep } from './open-step';
import { OwnKey } from './own-key';
import { ShuffleStep } from './shuffle-step';
import { Head } from './stage-head';
import { isMyTurn, othersToAct } from './whose-turn';

interface StageProps {
  ceremony: Ceremony;
}

/** The heading and the one thing to do now, or whom it waits for. */
export function Stage({ ceremony, handIn }: StageProps & { handIn: HandIn }) {
  switch (ceremony.state.next.stage) {
    case 'keys':
    case 'ready':
      if (ceremony.state.threshold !== null) return <CeremonyStage ceremony={ceremony} />;
      return <KeyStage ceremony={ceremony} handIn={handIn} />;
    case 'voting':
      return <VotingStage ceremony={ceremony} />;
    case 'mix':
      return <MixStage ceremony={ceremony} />;
    case 'open':
      return <OpenStage ceremony={ceremony} />;
    case 'count':
      return <CountStage ceremony={ceremony} />;
    case 'empty':
      return <EmptyStage ceremony={ceremony} />;
    case 'done':
      return <DoneStage ceremony={ceremony} />;
  }
}

function KeyStage({ ceremony, handIn }: StageProps & { handIn: HandIn }) {
  const t = useTranslations('Trustee.keys');
  const { contest, key } = ceremony;
  // A new key starts the form anew.
  const remount = key?.publicKey ?? 'none';
  const make = <MakeKey key={remount} contest={contest.id} label={labelOf(ceremony)} handIn={handIn} />;
  if (key) return <KeyMade ceremony={ceremony} maker={make} />;
  return (
    <>
      <Head ceremony={ceremony} title={t('title')} lead={t('lead')} />
      <p>{t('stays')}</p>
      <NeedsScript />
      {make}
    </>
  );
}

function KeyMade({ ceremony, maker }: StageProps & { maker: ReactNode }) {
  const t = useTranslations('Trustee.keys');
  const names = useFormatter();
  const locale = useLocale();
  const { contest, key, state } = ceremony;
  const date = key?.at ? formatDateTime(key.at, { locale, timeZone: contest.timeZone }) : '';
  const others = othersToAct(ceremony);
  const waiting = others.length > 0 ? t('waiting', { names: names.list(others) }) : t('allHere');
  return (
    <>
      <Head ceremony={ceremony} title={t('madeTitle')} lead={t('madeLead', { date })} />
      <Note tone={state.next.stage === 'ready' ? 'ok' : 'info'} title={waiting} />
      {key && <Tracker label={t('publicHalf')} value={key.publicKey} size="small" />}
      <Disclosure summary={t('replaceTitle')}>
        <p>{t('replaceLead')}</p>
        {maker}
      </Disclosure>
      <KeepLooking />
    </>
  );
}

function VotingStage({ ceremony }: StageProps) {
  const t = useTranslations('Trustee.voting');
  const locale = useLocale();
  const share = useTranslations('Trustee.share');
  const { contest, state } = ceremony;
  const { closesAt, timeZone } = contest;
  const lead = closesAt ? t('lead', { date: formatDateTime(closesAt, { locale, timeZone }) }) : t('leadNoDate');
  return (
    <>
      <Head ceremony={ceremony} title={t('title')} lead={lead} />
      <p>{t('keep')}</p>
      <Note tone="warn" title={t('never')} />
      <OwnKey contest={contest.id} owner={ceremony.owner} />
      {state.threshold !== null && (
        <Disclosure summary={share('title')}>
          <p>{share('lead')}</p>
          <KeepShareLater
            contest={contest.id}
            label={labelOf(ceremony)}
            names={state.trustees.map(({ name }) => name)}
          />
        </Disclosure>
      )}
      <KeepLooking />
    </>
  );
}

function MixStage({ ceremony }: StageProps) {
  const t = useTranslations('Trustee.mix');
  const names = useFormatter();
  if (isMyTurn(ceremony)) {
    return (
      <>
        <Head ceremony={ceremony} title={t('title')} lead={t('lead')} />
        <p>{t('needs', { ballots: ceremony.state.ballots })}</p>
        <NeedsScript />
        <ShuffleStep contest={ceremony.contest.id} />
      </>
    );
  }
  const hasMixed = ceremony.state.trustees.some(({ owner, hasMixed }) => owner === ceremony.owner && hasMixed);
  return (
    <>
      <Head
        ceremony={ceremony}
        title={t('waitTitle')}
        lead={t('waitLead', { names: names.list(othersToAct(ceremony)) })}
      />
      {hasMixed && <Note tone="ok" title={t('doneYou')} />}
      <KeepLooking />
    </>
  );
}

function OpenStage({ ceremony }: StageProps) {
  const t = useTranslations('Trustee.open');
  const names = useFormatter();
  const { contest, owner, key, state } = ceremony;
  const { threshold, trustees } = state;
  const others = names.list(othersToAct(ceremony));
  const missing = (threshold ?? 0) - trustees.filter(({ hasOpened }) => hasOpened).length;
  const waiting = threshold === null ? t('waitLead', { names: others }) : t('waitLeadSome', { missing, names: others });
  if (isMyTurn(ceremony) && key) {
    return (
      <>
        <Head ceremony={ceremony} title={t('title')} lead={t('lead')} />
        <p>{t('needs', { ballots: state.ballots })}</p>
        <EnoughSoFar ceremony={ceremony} />
        <NeedsScript />
        <OpenStep contest={contest.id} owner={owner} publicKey={key.publicKey} isShare={threshold !== null} />
      </>
    );
  }
  return (
    <>
      <Head ceremony={ceremony} title={t('waitTitle')} lead={waiting} />
      <EnoughSoFar ceremony={ceremony} />
      <Note title={t('keepUntil')} />
      <KeepLooking />
    </>
  );
}

/** Where some trustees suffice: how many are needed, and who is in. */
function EnoughSoFar({ ceremony }: StageProps) {
  const t = useTranslations('Trustee.open');
  const names = useFormatter();
  const { threshold, trustees } = ceremony.state;
  if (threshold === null) return null;
  const opened = trustees.filter(({ hasOpened }) => hasOpened).map(({ name }) => name);
  const title = t('soFar', { opened: opened.length, threshold, count: trustees.length });
  return (
    <Note title={title}>{opened.length > 0 ? t('whoOpened', { names: names.list(opened) }) : t('startsWhen')}</Note>
  );
}

function CountStage({ ceremony }: StageProps) {
  const t = useTranslations('Trustee');
  const { threshold, trustees } = ceremony.state;
  const isSpare = threshold !== null && !trustees.some(({ owner, hasOpened }) => owner === ceremony.owner && hasOpened);
  return (
    <>
      <Head ceremony={ceremony} title={t('count.title')} lead={t('count.lead')} />
      {isSpare && <Note title={t('count.notNeeded')} />}
      <Note title={t('open.keepUntil')} />
      <KeepLooking />
    </>
  );
}

function EmptyStage({ ceremony }: StageProps) {
  const t = useTranslations('Trustee.empty');
  return <Head ceremony={ceremony} title={t('title')} lead={t('lead')} />;
}

function DoneStage({ ceremony }: StageProps) {
  const t = useTranslations('Trustee.done');
  const { round, slug } = ceremony.contest;
  return (
    <>
      <Head ceremony={ceremony} title={t('title')} lead={t('lead')} />
      <div className="cluster actions">
        <LinkButton look="spark" href={`/results/${round.slug}/${slug}`}>
          {t('see')}
        </LinkButton>
      </div>
      <Note title={t('destroy')} />
    </>
  );
}
