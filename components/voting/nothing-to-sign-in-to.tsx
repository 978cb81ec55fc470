import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export function NothingToSignInTo() {
  const t = useTranslations('SignIn');
  const home = (
    <LinkButton look="spark" href="/">
      {t('noRoundAction')}
    </LinkButton>
  );
  return <EmptyState sentence={t('noRound')} action={home} />;
}
