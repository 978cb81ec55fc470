'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { Loading } from '@/components/ui/loading';
import { Note } from '@/components/ui/note';
import { TextArea } from '@/components/ui/text-area';
import { Tracker } from '@/components/ui/tracker';
import { HowToTest } from './how-to-test';
import { type Noted, type OpenedView, type Texts, useOpened } from './use-opened';

/** The checking page: what an opened ballot holds, recomputed on this device. */
export function CheckOpened(texts: Texts) {
  const t = useTranslations('Test');
  const ui = useTranslations('Ui');
  const { opened, check } = useOpened(texts);
  return (
    <>
      {opened.state === 'checking' && <Loading label={t('checking')} stillLabel={ui('stillLoading')} />}
      {opened.state === 'refused' && (
        <Note tone="bad" title={t(`refused.${opened.code}`)} live>
          {t(`refused.${opened.code}Body`)}
        </Note>
      )}
      {opened.state === 'holds' && <Holds view={opened.view} noted={opened.noted} />}
      {(opened.state === 'none' || opened.state === 'refused') && <Paste check={check} />}
    </>
  );
}

/** For whom a camera is of no use, and for links that a program has cut. */
function Paste({ check }: { check: (typed: string) => void }) {
  const t = useTranslations('Test');
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed.trim() === '') return setError(t('empty'));
    check(typed);
  };
  return (
    <>
      {/* method="dialog": before scripts have loaded, Enter does nothing. The opening must never be part of a request. */}
      <form method="dialog" className="stack needs-script" onSubmit={submit} noValidate>
        <TextArea
          code
          rows={4}
          name="opening"
          label={t('paste')}
          hint={t('pasteHint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(undefined);
          }}
          autoComplete="off"
          {...(error !== undefined && { error })}
        />
        <div className="actions">
          <Button type="submit" look="spark">
            {t('submit')}
          </Button>
        </div>
      </form>
      <section className="stack">
        <h2>{t('howTitle')}</h2>
        <HowToTest />
      </section>
    </>
  );
}

function Holds({ view, noted }: { view: OpenedView; noted: Noted | null }) {
  const t = useTranslations('Test');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <Note tone="ok" title={t('holds')} live>
        {t('holdsBody')}
      </Note>
      <section className="stack">
        <h2 ref={heading} tabIndex={-1}>
          {t('first')}
        </h2>
        <p>{t('firstBody')}</p>
        <Card>
          <Tracker label={t('tracker')} value={view.tracker} size="large" />
        </Card>
      </section>
      <section className="stack">
        <h2>{t('second')}</h2>
        <p>{t('secondBody', { count: view.chosen.length, all: view.listed, contest: view.contest })}</p>
        {view.chosen.length > 0 && <Choices chosen={view.chosen} />}
      </section>
      <section className="stack">
        <h2>{t('third')}</h2>
        <Fate noted={noted} />
        <p>{t('next')}</p>
      </section>
      <Disclosure summary={t('more')}>
        <p>{t('moreBody')}</p>
        <Tracker label={t('election')} value={view.electionFingerprint} size="small" />
      </Disclosure>
    </>
  );
}

function Choices({ chosen }: Pick<OpenedView, 'chosen'>) {
  const t = useTranslations('Test');
  return (
    <ul className="bullets">
      {chosen.map(({ position, id, title, points }) => (
        <li key={position}>
          <b>{title}</b> <bdi className="small muted">{id}</bdi>
          {points !== null && <span className="muted"> {t('points', { points })}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Whether the ballot that lies open here could still be cast. */
function Fate({ noted }: { noted: Noted | null }) {
  const t = useTranslations('Test');
  if (noted === null) return <p className="muted">{t('asking')}</p>;
  return (
    <Note tone={noted === 'noted' ? 'ok' : 'warn'} title={t(noted)} live>
      {t(`${noted}Body`)}
    </Note>
  );
}
