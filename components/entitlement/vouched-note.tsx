import { useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';
import { PageLink } from '@/components/ui/page-link';

export interface VouchedNoteProps {
  slug: string;
  /** One sentence and the way to the rest, where something else is the matter of the page. */
  short?: boolean;
}

/**
 * What is weaker where people sign in by e-mail, in the same words on every page that says what can be checked: who is
 * behind a key is known on this server's word only.
 */
export function VouchedNote({ slug, short = false }: VouchedNoteProps) {
  const t = useTranslations('Vouched');
  return (
    <Note title={t('title')}>
      <p>{short ? t('short') : t('body')}</p>
      <p>
        <PageLink className="inline-flex min-h-11 items-center" href={`/contests/${slug}/secrecy`}>
          {t('link')}
        </PageLink>
      </p>
    </Note>
  );
}
