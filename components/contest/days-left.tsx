import { useTranslations } from 'next-intl';
import { daysLeft } from '@/lib/format';

/** Above this many days a count says less than the date. */
export const COUNTED_DAYS = 14;

/** ", 11 days left" after a date; nothing when it is further away. */
export function DaysLeft({ now, until, timeZone }: { now: Date; until: Date; timeZone: string }) {
  const t = useTranslations('Ui');
  const days = daysLeft(now, until, timeZone);
  if (days < 0 || days > COUNTED_DAYS) return null;
  return <span className="muted"> · {t('daysLeft', { days })}</span>;
}
