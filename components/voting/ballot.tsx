'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { Loading } from '@/components/ui/loading';
import { Note } from '@/components/ui/note';
import { Link, useRouter } from '@/i18n/navigation';
import { formatDateTime } from '@/lib/format';
import type { BallotContest } from './ballot-contest';
import { ChoicesBar } from './choices-bar';
import { Dock } from './dock';
import { ProjectList } from './project-list';
import { Tray } from './tray';
import { type Draft, useDraft } from './use-draft';

type ReadyDraft = Extract<Draft, { state: 'ready' }>;

/** Step 1: choose. Nothing leaves the device here. */
export function Ballot({ contest }: { contest: BallotContest }) {
  const t = useTranslations('Vote');
  const ui = useTranslations('Ui');
  const draft = useDraft(contest);
  const router = useRouter();
  const isSending = draft.state === 'sending';
  useEffect(() => {
    if (isSending) router.replace(`/vote/${contest.slug}/check`);
  }, [isSending, router, contest.slug]);
  if (draft.state === 'ready') return <Choose contest={contest} draft={draft} />;
  return (
    <div className="wrap stack pt-6">
      <Heading contest={contest} />
      {draft.state === 'unusable' ? (
        <Note tone="bad" title={t('notSaved')} live>
          {t('notSavedBody')}
        </Note>
      ) : (
        <div className="needs-script">
          <Loading label={ui('loading')} stillLabel={ui('stillLoading')} />
        </div>
      )}
    </div>
  );
}

function Heading({ contest }: { contest: BallotContest }) {
  const t = useTranslations('Vote');
  const locale = useLocale();
  const { area, max, closesAt, city } = contest;
  return (
    <div>
      <h1 className="h2">{area ? t('headingFor', { area }) : t('heading')}</h1>
      <p className="muted mt-1">{t('lead', { max })}</p>
      <p className="small muted mt-1">
        {t('until', { when: formatDateTime(closesAt, { locale, timeZone: city.timeZone }) })}
      </p>
    </div>
  );
}

function Choose({ contest, draft }: { contest: BallotContest; draft: ReadyDraft }) {
  const t = useTranslations('Vote');
  const { chosen } = draft;
  const [words, setWords] = useState('');
  useArrival();
  const isTooFew = chosen.length > 0 && chosen.length < contest.min;
  const unavailable = isTooFew ? t('tooFew', { min: contest.min }) : undefined;
  return (
    <>
      <ChoicesBar chosen={chosen} max={contest.max} />
      <div className="wrap pt-6 pb-8">
        <div className="with-side">
          <div className="stack">
            <Heading contest={contest} />
            {draft.hasReceipt && (
              <Note title={t('again')}>
                <p>
                  <Link href={`/vote/${contest.slug}/receipt`}>{t('againLink')}</Link>
                </p>
              </Note>
            )}
            {contest.entitlement === 'vouched' && <VouchedNote slug={contest.slug} short />}
            <ProjectList contest={contest} draft={draft} words={words} setWords={setWords} />
          </div>
          <div className="sticky top-28 hidden lg:block">
            <Tray contest={contest} draft={draft} unavailable={unavailable} />
          </div>
        </div>
      </div>
      <Dock contest={contest} draft={draft} unavailable={unavailable} />
    </>
  );
}

/** Who comes back to change one choice (#project-3) lands on that project, once the list is there. */
function useArrival() {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !location.hash.startsWith('#project-')) return;
    isDone.current = true;
    const target = document.getElementById(location.hash.slice(1));
    target?.scrollIntoView({ block: 'center' });
    target?.querySelector('button')?.focus();
  }, []);
}
