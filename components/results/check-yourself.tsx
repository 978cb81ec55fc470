import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Disclosure } from '@/components/ui/disclosure';
import { Tracker } from '@/components/ui/tracker';
import type { ContestHeading, CountedResult } from '@/lib/results/queries';

const b = (text: ReactNode) => <b>{text}</b>;

/** Downloads, the command that verifies them, and the fingerprint to compare with others. */
export function CheckYourself({ contest, result }: { contest: ContestHeading; result: CountedResult }) {
  const t = useTranslations('Results.check');
  const { view, electionId, countFingerprint } = result;
  const api = `/api/v1/contests/${contest.id}`;
  const command = `npm run -s largo -- verify ${electionId}.tar`;
  const files = [
    { href: `${api}/files/counted.pb`, label: t('pabulib') },
    { href: `${api}/files/counted.json`, label: t('json') },
    { href: `${api}/files/outcome.json`, label: t('outcome') },
    { href: `${api}/files/${electionId}.bel`, label: t('archive') },
  ];
  return (
    <Card as="section" aria-labelledby="check">
      <div className="stack">
        <h2 className="display h3" id="check">
          {t('title')}
        </h2>
        <ul className="stack-tight small">
          <li>{t.rich('recount', { count: view.turnout.people, b })}</li>
          <li>{t.rich('proofs', { trustees: view.trustees.length, ballots: view.turnout.ballots, b })}</li>
        </ul>
        {view.entitlement === 'vouched' && <VouchedNote slug={contest.slug} />}
        <LinkButton full href={`/verify?contest=${contest.slug}`}>
          {t('here')}
        </LinkButton>
        <LinkButton full look="line" icon="download" href={`${api}/bundle`} download aria-describedby="bundle-hint">
          {t('bundle')}
        </LinkButton>
        <p className="smaller muted" id="bundle-hint">
          {t('bundleHint')}
        </p>
        <p className="small">{t('commandLead')}</p>
        <pre className="mono smaller overflow-x-auto whitespace-pre-wrap" dir="ltr">
          {command}
        </pre>
        <CopyButton value={command} words={{ copy: t('copy'), copied: t('copied'), failed: t('copyFailed') }} />
        <Disclosure summary={t('others')}>
          <ul className="small">
            {files.map(({ href, label }) => (
              <li key={href}>
                <a href={href} download className="inline-flex min-h-11 items-center">
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </Disclosure>
        <Tracker label={t('fingerprint')} value={countFingerprint} size="small" />
        <p className="smaller muted">{t('fingerprintHint')}</p>
        <Disclosure summary={t('more')}>
          <Tracker label={t('election')} value={view.electionFingerprint} size="small" />
          <Tracker label={t('boardKey')} value={view.boardKey} size="small" />
          <p className="smaller muted">{t('boardKeyHint')}</p>
        </Disclosure>
      </div>
    </Card>
  );
}
