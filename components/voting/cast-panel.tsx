'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import { thisDevice } from '@/lib/client/voting/device';
import { formatDateTime } from '@/lib/format';
import type { BallotContest } from './ballot-contest';
import { CastFaultNote } from './cast-fault-note';
import { CodeAgain } from './code-again';
import type { Casting } from './use-cast';

type Shown = Exclude<Casting, { state: 'sealing' | 'nothing' | 'done' }>;

export interface CastPanelProps {
  contest: BallotContest;
  casting: Shown;
  cast: () => void;
  keyArrived: () => void;
}

/** The locked ballot: its tracker, whether it is cast, and the one step forward. */
export function CastPanel({ contest, casting, cast, keyArrived }: CastPanelProps) {
  const t = useTranslations('Vote');
  return (
    <section className="stack">
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
        <CastFaultNote contest={contest} fault={casting.fault} tracker={casting.tracker} again={cast} />
      )}
      {casting.state === 'sending' && <Sending casting={casting} />}
      {casting.state === 'sealed' && (
        <Note tone="warn" title={t('notCast')}>
          {t('notCastBody')}
        </Note>
      )}
      {casting.state === 'sealed' && casting.needsCode && <CodeAgain contest={contest} onKey={keyArrived} />}
      {casting.state === 'sealed' && !casting.needsCode && <Choice contest={contest} cast={cast} />}
    </section>
  );
}

function Sending({ casting }: { casting: Extract<Shown, { state: 'sending' }> }) {
  const t = useTranslations('Vote');
  const { trying } = casting;
  if (trying.kind === 'sending') {
    return (
      <>
        <Note title={t('sendingTitle')} live>
          {t('sendingBody')}
        </Note>
        <Button look="spark" pending pendingLabel={t('sending')}>
          {t('cast')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Note tone="warn" title={t('waitingTitle')} live>
        {trying.code === 'too_many_attempts' ? t('waitingBusy') : t('waitingBody')}
      </Note>
      <Button look="spark" onClick={() => thisDevice().wake()}>
        {t('tryNow')}
      </Button>
    </>
  );
}

/** Cast comes first and is yellow; each says what it does in a line. */
function Choice({ contest, cast }: { contest: BallotContest; cast: () => void }) {
  const t = useTranslations('Vote');
  const locale = useLocale();
  const when = formatDateTime(contest.closesAt, { locale, timeZone: contest.city.timeZone });
  return (
    <div className="cols-2">
      <div className="stack-tight">
        <Button look="spark" full icon="lock" onClick={cast}>
          {t('cast')}
        </Button>
        <p className="small muted">{t('castHint', { when })}</p>
      </div>
      <div className="stack-tight">
        <LinkButton look="line" full href={`/vote/${contest.slug}`}>
          {t('back')}
        </LinkButton>
        <p className="small muted">{t('backHint')}</p>
      </div>
    </div>
  );
}
