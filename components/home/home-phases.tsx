import { useLocale, useTranslations } from 'next-intl';
import { PhaseRibbon, type RibbonPhase } from '@/components/ui/phase-ribbon';
import { formatDay } from '@/lib/format';
import type { City, RoundPhase } from '@/lib/voting/queries';

const stateOf = ({ startsAt, endsAt }: RoundPhase, now: Date): RibbonPhase['state'] => {
  if (endsAt <= now) return 'done';
  return startsAt <= now ? 'now' : 'next';
};

/** The stages of the round as stones. */
export function HomePhases(props: { city: City; phases: RoundPhase[]; round: string; now: Date }) {
  const { city, phases, round, now } = props;
  const t = useTranslations('Home');
  const ui = useTranslations('Ui');
  const zone = { locale: useLocale(), timeZone: city.timeZone };
  const stones = phases.map((phase) => ({
    key: phase.kind,
    name: t(`phases.${phase.kind}`),
    when: t('phaseWhen', { from: formatDay(phase.startsAt, zone), until: formatDay(phase.endsAt, zone) }),
    state: stateOf(phase, now),
  }));
  return (
    <section className="mt-12">
      <h2>{t('phasesTitle', { round })}</h2>
      <p className="muted mt-1 mb-4">{t('phasesLead')}</p>
      <PhaseRibbon label={t('phasesLabel')} phases={stones} doneWord={ui('done')} nowWord={ui('now')} />
    </section>
  );
}
