import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Tracker } from '@/components/ui/tracker';
import { formatCount, formatDateTime } from '@/lib/format';
import type { BoardFigures } from '@/lib/voting/ballots/figures';
import type { City } from '@/lib/voting/queries';

/** The latest signed head in words. */
export function BoardNow({ city, figures }: { city: City; figures: BoardFigures }) {
  const t = useTranslations('Board');
  const locale = useLocale();
  const { head, ballots } = figures;
  if (!head) return <p className="muted">{t('none')}</p>;
  const batch = formatDateTime(new Date(head.batch), { locale, timeZone: city.timeZone });
  return (
    <Card as="section" aria-labelledby="board-now">
      <div className="stack">
        <h2 id="board-now" className="h-mid">
          {t('now')}
        </h2>
        <Facts
          lined
          facts={[
            { label: t('ballots'), value: formatCount(ballots, locale) },
            { label: t('lines'), value: formatCount(head.size, locale) },
            { label: t('batch'), value: batch },
          ]}
        />
        <p className="small muted">{t('ballotsNote')}</p>
        <Tracker label={t('root')} value={head.root} size="small" />
        <p className="small muted">{t('rootNote')}</p>
        <Tracker label={t('election')} value={head.electionFingerprint} size="small" />
      </div>
    </Card>
  );
}
