import { useTranslations } from 'next-intl';
import { Art } from '@/components/ui/art';
import { LinkButton } from '@/components/ui/button';
import { Main } from './main';
import { PublicShell } from './public-shell';

/** Says what happened, what is safe, and what to do. */
export function NotFoundPage() {
  const t = useTranslations('Shell.notFound');
  return (
    <PublicShell>
      <Main narrow>
        <div className="stack">
          <div className="max-w-xs">
            <Art name="empty" />
          </div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('body')}</p>
          <div className="cluster actions">
            <LinkButton look="spark" href="/">
              {t('home')}
            </LinkButton>
          </div>
        </div>
      </Main>
    </PublicShell>
  );
}
