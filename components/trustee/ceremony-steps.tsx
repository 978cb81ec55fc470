import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Steps } from '@/components/ui/steps';
import { formatDateTime, formatDay } from '@/lib/format';
import type { Ceremony } from '@/lib/tally/ceremonies';
import { CEREMONY_STEPS, type CeremonyStep, currentStep, mixerNames } from './whose-turn';

/** The five steps, with what was done when and by whom. */
export function CeremonySteps({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee.steps');
  const detail = useStepDetail(ceremony);
  const at = CEREMONY_STEPS.indexOf(currentStep(ceremony));
  const isOver = ceremony.state.next.stage === 'done' || ceremony.state.next.stage === 'empty';
  const steps = CEREMONY_STEPS.map((step, index) => {
    const state = index < at || isOver ? ('done' as const) : index === at ? ('now' as const) : ('next' as const);
    const words = detail(step) ?? (state === 'now' ? t('now') : undefined);
    return { key: step, title: t(step), state, ...(words !== undefined && { detail: words }) };
  });
  return <Steps label={t('label')} steps={steps} doneWord={t('done')} />;
}

function useStepDetail(ceremony: Ceremony) {
  const t = useTranslations('Trustee.steps');
  const list = useFormatter();
  const locale = useLocale();
  const { contest, key, state } = ceremony;
  const isVotingAhead = state.status === 'draft' || state.status === 'open';
  const dates = { locale, timeZone: contest.timeZone };
  return (step: CeremonyStep): string | undefined => {
    switch (step) {
      case 'keys':
        return key?.at ? t('keyMade', { date: formatDay(key.at, dates) }) : undefined;
      case 'voting':
        return contest.closesAt && isVotingAhead
          ? t('closes', { date: formatDateTime(contest.closesAt, dates) })
          : undefined;
      case 'mix':
        return t('mixers', { names: list.list(mixerNames(ceremony)) });
      case 'open':
        return state.threshold === null
          ? t('everyone')
          : t('some', { threshold: state.threshold, count: state.trustees.length });
      case 'result':
        return undefined;
    }
  };
}

/** The same in one line, for narrow screens. */
export function StepInShort({ ceremony }: { ceremony: Ceremony }) {
  const t = useTranslations('Trustee.steps');
  const at = CEREMONY_STEPS.indexOf(currentStep(ceremony));
  const following = CEREMONY_STEPS[at + 1];
  const next = following ? t('nextWords', { step: following }) : 'none';
  return <p className="eyebrow lg:hidden">{t('short', { step: at + 1, next })}</p>;
}
