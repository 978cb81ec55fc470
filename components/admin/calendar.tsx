import { useLocale, useTranslations } from 'next-intl';
import { PhaseRibbon } from '@/components/ui/phase-ribbon';
import { formatDay } from '@/lib/format';

type Kind = 'assemblies' | 'proposals' | 'review' | 'deliberation' | 'voting' | 'count' | 'results' | 'implementation';

export interface CalendarProps {
  phases: readonly { kind: Kind; startsAt: Date; endsAt: Date }[];
  now: Date;
  timeZone: string;
}

/** The dated stages of a round, or that there are none. */
export function Calendar({ phases, now, timeZone }: CalendarProps) {
  const t = useTranslations('Admin');
  const locale = useLocale();
  if (phases.length === 0) return <p>{t('round.noCalendar')}</p>;
  const day = (date: Date) => formatDay(date, { locale, timeZone });
  return (
    <PhaseRibbon
      label={t('round.calendar')}
      doneWord={t('round.done')}
      nowWord={t('round.now')}
      phases={phases.map(({ kind, startsAt, endsAt }) => ({
        key: kind,
        name: t(`phases.${kind}`),
        when: t('round.phaseDates', { start: day(startsAt), end: day(endsAt) }),
        state: endsAt <= now ? 'done' : startsAt <= now ? 'now' : 'next',
      }))}
    />
  );
}
