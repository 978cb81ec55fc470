import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Tracker } from '@/components/ui/tracker';
import { formatCount, formatDateTime } from '@/lib/format';
import type { BoardFigures, WitnessFigures } from '@/lib/voting/ballots/figures';
import type { City } from '@/lib/voting/queries';

/** The latest signed head in words, and who else signed. `proof`: what the visitor's device says of it. */
export function BoardNow({ city, figures, proof }: { city: City; figures: BoardFigures; proof?: ReactNode }) {
  const t = useTranslations('Board');
  const locale = useLocale();
  const { head, ballots, witnesses } = figures;
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
        {proof}
        <Witnesses witnesses={witnesses} city={city} />
      </div>
    </Card>
  );
}

function Witnesses({ witnesses, city }: { witnesses: WitnessFigures[]; city: City }) {
  const t = useTranslations('Board');
  const locale = useLocale();
  const facts = witnesses.map(({ name, size, batch }) => {
    const when = formatDateTime(new Date(batch), { locale, timeZone: city.timeZone });
    return { label: name, value: t('witnessed', { size, when }) };
  });
  return (
    <section className="stack-tight" aria-labelledby="witnesses">
      <h3 id="witnesses" className="h3">
        {t('witnesses')}
      </h3>
      <p className="small muted">{facts.length > 0 ? t('witnessesNote') : t('witnessesNone')}</p>
      {facts.length > 0 && <Facts lined facts={facts} />}
    </section>
  );
}
