import { useTranslations } from 'next-intl';
import { Note } from '@/components/ui/note';

/** For the steps whose work is done on the device. */
export function NeedsScript() {
  const t = useTranslations('Trustee.work');
  return (
    <noscript>
      <Note tone="warn" title={t('noScript')} />
    </noscript>
  );
}
