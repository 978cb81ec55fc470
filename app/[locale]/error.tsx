'use client';

import { useTranslations } from 'next-intl';
import { Main } from '@/components/shell/main';
import { Button, LinkButton } from '@/components/ui/button';
import { Tracker } from '@/components/ui/tracker';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('Shell.error');
  return (
    <Main narrow>
      <div className="stack">
        <h1>{t('title')}</h1>
        <p className="lead">{t('body')}</p>
        <div className="cluster actions">
          <Button look="spark" onClick={reset}>
            {t('again')}
          </Button>
          <LinkButton look="line" href="/">
            {t('home')}
          </LinkButton>
        </div>
        {error.digest && <Tracker label={t('code')} value={error.digest} size="small" />}
      </div>
    </Main>
  );
}
