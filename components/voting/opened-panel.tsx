'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Disclosure } from '@/components/ui/disclosure';
import { Note } from '@/components/ui/note';
import { Tracker } from '@/components/ui/tracker';
import { QrCode } from './qr-code';

export interface OpenedPanelProps {
  slug: string;
  tracker: string;
  opening: string;
  sealAnew: () => void;
}

/**
 * An opened ballot, and the ways to the page that checks it. What opens it stands behind the # of the address, which
 * browsers send to nobody.
 */
export function OpenedPanel({ slug, tracker, opening, sealAnew }: OpenedPanelProps) {
  const t = useTranslations('Vote.opened');
  const ui = useTranslations('Ui');
  const address = `${location.origin}/${useLocale()}/test/${slug}#${opening}`;
  const words = { copy: t('copy'), copied: ui('copied'), failed: ui('copyFailed') };
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="stack">
      <h2 className="h-mid" ref={heading} tabIndex={-1}>
        {t('title')}
      </h2>
      <p>{t('body')}</p>
      <Card>
        <Tracker label={t('tracker')} value={tracker} />
      </Card>
      <div className="cols-2">
        <section className="stack-tight">
          <h3>{t('otherTitle')}</h3>
          <p>{t('otherBody')}</p>
          <QrCode text={address} label={t('qr')} />
        </section>
        <section className="stack-tight">
          <h3>{t('hereTitle')}</h3>
          <p>{t('hereBody')}</p>
          <div className="actions">
            {/* A page load of its own, not a step within this application. */}
            <a className="btn btn-line" href={address} target="_blank" rel="noreferrer">
              {t('here')}
            </a>
          </div>
          <h3 className="mt-4">{t('linkTitle')}</h3>
          <p>{t('linkBody')}</p>
          <CopyButton value={address} words={words} />
          <Disclosure summary={t('show')} plain>
            <p className="mono smaller" dir="ltr">
              {address}
            </p>
          </Disclosure>
        </section>
      </div>
      <Note tone="warn" title={t('private')}>
        {t('privateBody')}
      </Note>
      <div className="cluster actions">
        <Button look="spark" onClick={sealAnew}>
          {t('anew')}
        </Button>
        <LinkButton look="line" href={`/vote/${slug}`}>
          {t('change')}
        </LinkButton>
      </div>
      <p className="small muted">{t('anewHint')}</p>
    </section>
  );
}
