import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';

/** Shown where scripts do not run: encryption needs them, reading does not. */
export function NeedsScript({ slug }: { slug: string }) {
  const t = useTranslations('Vote');
  return (
    <noscript>
      <div className="wrap stack py-6">
        <Note tone="warn" title={t('noscript')}>
          {t('noscriptBody')}
        </Note>
        <LinkButton look="line" href={`/contests/${slug}`}>
          {t('noscriptLink')}
        </LinkButton>
      </div>
    </noscript>
  );
}
