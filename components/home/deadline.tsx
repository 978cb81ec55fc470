import { useLocale, useTranslations } from 'next-intl';
import { daysLeft, formatDateTime } from '@/lib/format';

/** Above this many days a count says less than the date. */
const COUNTED_DAYS = 14;

/** "Until Sunday 23 May, 20:00. 11 days left", on the hero. */
export function Deadline({ now, until, timeZone }: { now: Date; until: Date; timeZone: string }) {
  const t = useTranslations('Home');
  const ui = useTranslations('Ui');
  const locale = useLocale();
  const days = daysLeft(now, until, timeZone);
  return (
    <p className="until">
      <b>{t('until', { when: formatDateTime(until, { locale, timeZone }) })}</b>
      {days <= COUNTED_DAYS && <span>{ui('daysLeft', { days })}</span>}
    </p>
  );
}
