import { useTranslations } from 'next-intl';
import { Main } from '@/components/shell/main';
import { PublicShell } from '@/components/shell/public-shell';
import { Art } from '@/components/ui/art';
import { LinkButton } from '@/components/ui/button';

export default function NotFound() {
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
