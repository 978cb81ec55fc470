'use client';

import dynamic from 'next/dynamic';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import { Link } from '@/i18n/navigation';
import { thisDevice } from '@/lib/client/voting/device';
import type { Trying } from '@/lib/client/voting/patience';
import { formatDateTime } from '@/lib/format';
import type { BallotContest } from './ballot-contest';
import { CastFaultNote } from './cast-fault-note';
import { CodeAgain } from './code-again';
import { HowToTest } from './how-to-test';
import type { Casting, Step2 } from './use-cast';

/** Only who tests a ballot loads what draws the code. */
const OpenedPanel = dynamic(() => import('./opened-panel').then((module) => module.OpenedPanel));

type Shown = Exclude<Casting, { state: 'sealing' | 'nothing' | 'done' }>;

export interface CastPanelProps extends Omit<Step2, 'casting'> {
  contest: BallotContest;
  casting: Shown;
}

/** The locked ballot: its tracker, whether it is cast, and the one step forward. */
export function CastPanel({ contest, casting, ...acts }: CastPanelProps) {
  const t = useTranslations('Vote');
  if (casting.state === 'opened') {
    const { tracker, opening } = casting;
    return <OpenedPanel slug={contest.slug} tracker={tracker} opening={opening} sealAnew={acts.sealAnew} />;
  }
  return (
    <section className="stack">
      {casting.state === 'sealed' && casting.renewal && (
        <Note title={t(`renewal.${casting.renewal}`)} live>
          {t(`renewal.${casting.renewal}Body`)}
        </Note>
      )}
      {casting.tracker && (
        <>
          <h2 className="h-mid">{t('sealedTitle')}</h2>
          <p>{t('sealedBody')}</p>
          <Card>
            <Tracker label={t('tracker')} value={casting.tracker} />
          </Card>
        </>
      )}
      {casting.state === 'fault' && (
        <CastFaultNote
          contest={contest}
          fault={casting.fault}
          tracker={casting.tracker}
          again={acts.cast}
          sealAnew={acts.sealAnew}
        />
      )}
      {casting.state === 'sending' && <Waiting trying={casting.trying} act="cast" />}
      {casting.state === 'opening' && <Waiting trying={casting.trying} act="test" stop={acts.stop} />}
      {casting.state === 'sealed' && (
        <Note tone="warn" title={t('notCast')}>
          {t('notCastBody')}
        </Note>
      )}
      {casting.state === 'sealed' && casting.needsCode && <CodeAgain contest={contest} onKey={acts.keyArrived} />}
      {casting.state === 'sealed' && !casting.needsCode && (
        <Choice contest={contest} canTest={casting.canTest} cast={acts.cast} test={acts.test} />
      )}
    </section>
  );
}

type WaitingProps = { trying: Trying; act: 'cast' | 'test'; stop?: () => void };

/** On the way to the city, for a cast or for a test, which has to be noted there before the ballot is opened. */
function Waiting({ trying, act, stop }: WaitingProps) {
  const t = useTranslations('Vote');
  const words = act === 'cast' ? 'sending' : 'noting';
  if (trying.kind === 'sending') {
    return (
      <>
        <Note title={t(`${words}Title`)} live>
          {t(`${words}Body`)}
        </Note>
        <Button look="spark" pending pendingLabel={t(words)}>
          {t(act)}
        </Button>
      </>
    );
  }
  const reason = act === 'cast' ? t('waitingBody') : t('waitingTest');
  return (
    <>
      <Note tone="warn" title={t('waitingTitle')} live>
        {trying.code === 'too_many_attempts' ? t('waitingBusy') : reason}
      </Note>
      <div className="cluster actions">
        <Button look="spark" onClick={() => thisDevice().wake()}>
          {t('tryNow')}
        </Button>
        {stop && (
          <Button look="line" onClick={stop}>
            {t('stopTest')}
          </Button>
        )}
      </div>
    </>
  );
}

type ChoiceProps = { contest: BallotContest; canTest: boolean; cast: () => void; test: () => void };

/** Cast comes first and is yellow; each says what it does in a line. */
function Choice({ contest, canTest, cast, test }: ChoiceProps) {
  const t = useTranslations('Vote');
  const locale = useLocale();
  const when = formatDateTime(contest.closesAt, { locale, timeZone: contest.city.timeZone });
  return (
    <>
      <div className="cols-2">
        <div className="stack-tight">
          <Button look="spark" full icon="lock" onClick={cast}>
            {t('cast')}
          </Button>
          <p className="small muted">{t('castHint', { when })}</p>
        </div>
        <div className="stack-tight">
          <Button look="line" full icon="search" onClick={test}>
            {canTest ? t('test') : t('testAnew')}
          </Button>
          <p className="small muted">{canTest ? t('testHint') : t('testAnewHint')}</p>
        </div>
      </div>
      <Disclosure summary={t('whyTest')}>
        <HowToTest />
      </Disclosure>
      <p className="small muted">
        <Link href={`/vote/${contest.slug}`}>{t('back')}</Link> {t('backHint')}
      </p>
    </>
  );
}
