'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { LinkButton } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { FileField } from '@/components/ui/file-field';
import { Note } from '@/components/ui/note';
import type { JobFailureCode } from '@/lib/client/trustee/messages';
import { handInMix, linkOf, lookUpMixer, type MixerView } from '@/lib/client/trustee/mixer';
import { formatDateTime } from '@/lib/format';
import { NeedsScript } from './needs-script';
import { ShuffleStep } from './shuffle-step';

const EVERY_MS = 15_000;

type Looked = { kind: 'looking' | 'unknown' | 'offline' } | { kind: 'found'; link: string; mixer: MixerView };

/** The page behind an outside mixer's link. */
export function OutsideMixer() {
  const t = useTranslations('Trustee.mixer');
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' });
  const look = useCallback(async () => {
    const link = linkOf(window.location.hash);
    if (!link) return setLooked({ kind: 'unknown' });
    try {
      const mixer = await lookUpMixer(fetch, link);
      setLooked(mixer ? { kind: 'found', link, mixer } : { kind: 'unknown' });
    } catch {
      // What is on the page stays: a moment without a network must not end a shuffle under way.
      setLooked((known) => (known.kind === 'found' ? known : { kind: 'offline' }));
    }
  }, []);
  useEffect(() => {
    void look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  switch (looked.kind) {
    case 'looking':
      return (
        <>
          <NeedsScript />
          <p role="status">{t('looking')}</p>
        </>
      );
    case 'unknown':
    case 'offline':
      return (
        <Note live tone="bad" title={t(`${looked.kind}Title`)}>
          {t(looked.kind)}
        </Note>
      );
    case 'found':
      return <Found link={looked.link} mixer={looked.mixer} onDone={look} />;
  }
}

function Found({ link, mixer, onDone }: { link: string; mixer: MixerView; onDone: () => void }) {
  const t = useTranslations('Trustee.mixer');
  const locale = useLocale();
  const { contest, contestId, owner, name, state, ballots } = mixer;
  const { closesAt, timeZone } = contest;
  const date = closesAt ? formatDateTime(closesAt, { locale, timeZone }) : 'none';
  return (
    <div className="stack">
      <p>{t('of', { name, contest: contest.name, round: contest.round })}</p>
      {state === 'turn' ? (
        <>
          <Note title={t('turn', { ballots })}>{t('turnBody')}</Note>
          <ShuffleStep contest={contestId} link={link} onDone={onDone} />
          <Disclosure summary={t('byHand')}>
            <ByHand contestId={contestId} owner={owner} link={link} onDone={onDone} />
          </Disclosure>
        </>
      ) : (
        <Note tone={state === 'done' ? 'ok' : 'info'} title={t(`${state}Title`)}>
          {t(state, { date })}
        </Note>
      )}
    </div>
  );
}

type Sent = { kind: 'sending' | 'sent' } | { kind: 'failed'; code: JobFailureCode } | null;

/** For those who shuffle on another machine: the archive to take there, and the file to bring back. */
function ByHand(props: { contestId: string; owner: number; link: string; onDone: () => void }) {
  const { contestId, owner, link, onDone } = props;
  const t = useTranslations('Trustee');
  const [sent, setSent] = useState<Sent>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setSent({ kind: 'sending' });
    const taken = await handInMix(fetch, { contestId, link }, file);
    setSent(taken.ok ? { kind: 'sent' } : { kind: 'failed', code: taken.code });
    if (taken.ok) onDone();
  };
  return (
    <>
      <p>{t('mixer.byHandLead')}</p>
      <div className="cluster actions">
        <LinkButton look="line" icon="download" href={`/api/v1/contests/${contestId}/archive`} download>
          {t('mixer.archive')}
        </LinkButton>
      </div>
      <p className="mono small" dir="ltr">
        npm run -s largo -- mix ELECTION.bel --owner {owner} --out shuffle.json
      </p>
      <FileField
        label={t('mixer.file')}
        name="mix"
        hint={t('mixer.fileHint')}
        accept=".json,application/json"
        onChange={(event) => void send(event.target.files?.[0])}
      />
      {sent?.kind === 'sending' && <p role="status">{t('ceremony.sending')}</p>}
      {sent?.kind === 'sent' && <Note live tone="ok" title={t('work.finishedTitle')} />}
      {sent?.kind === 'failed' && (
        <Note live tone="bad" title={t(`failures.${sent.code}.title`)}>
          {t(`failures.${sent.code}.body`)}
        </Note>
      )}
    </>
  );
}
