'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { Facts } from '@/components/ui/facts';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import type { VerifyFacts, VerifySummary } from '@/lib/client/verifying/messages';
import { CannotCheck } from './cannot-check';
import { CheckList } from './check-list';

/** The verdict, the checks, what was found, and what nobody can check. */
export function VerifyOutcome({ summary, seconds }: { summary: VerifySummary; seconds: number }) {
  const [t, format] = [useTranslations('Verifying.outcome'), useFormatter()];
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const { ok, checks, failure, facts, method, hints, isVouched, boardKeyPinned } = summary;
  const passed = checks.filter((check) => check.ok).length;
  return (
    <section className="stack-loose" aria-labelledby="verdict">
      <h2 id="verdict" ref={head} tabIndex={-1}>
        {t(ok ? 'valid' : 'invalid')}
      </h2>
      {ok ? (
        <Note tone="ok" title={t('validTitle', { count: passed })}>
          {t('level')}
        </Note>
      ) : (
        <Note tone="bad" title={t('invalidTitle')}>
          <p>{t('invalidBody')}</p>
          {failure && (
            <p className="mono smaller [overflow-wrap:anywhere]" lang="en">
              {failure.check} ({failure.code}): {failure.message}
            </p>
          )}
        </Note>
      )}
      {ok && facts && <FoundFacts facts={facts} />}
      <p className="small muted">
        {t(`method.${method}`)} {hints === 'unusable' && t('hintsUnusable')}{' '}
        {t('time', { seconds: format.number(seconds, { maximumFractionDigits: 1 }) })}
      </p>
      <div>
        <Disclosure summary={t('checks', { passed, count: checks.length })} open={!ok}>
          <CheckList checks={checks} />
        </Disclosure>
      </div>
      <CannotCheck isVouched={isVouched} boardKeyPinned={boardKeyPinned} />
    </section>
  );
}

function FoundFacts({ facts }: { facts: VerifyFacts }) {
  const [t, format] = [useTranslations('Verifying.facts'), useFormatter()];
  const { election, ballots, counted, mixers, trustees, winners, headSize } = facts;
  return (
    <div className="stack">
      <Facts
        lined
        facts={[
          { label: t('election'), value: election },
          { label: t('ballots'), value: t('counted', { counted, ballots }) },
          { label: t('parties'), value: t('mixersAndTrustees', { mixers, trustees }) },
          { label: t('winners'), value: winners.length > 0 ? format.list(winners) : t('none') },
          { label: t('board'), value: t('entries', { count: headSize }) },
        ]}
      />
      <Disclosure summary={t('compare')}>
        <Tracker label={t('fingerprint')} value={facts.fingerprint} size="small" />
        <Tracker label={t('boardKey')} value={facts.boardKey} size="small" />
        <Tracker label={t('headRoot')} value={facts.headRoot} size="small" />
      </Disclosure>
    </div>
  );
}
