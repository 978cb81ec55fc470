import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import type { CeremonyStep } from './whose-turn';

/** What the step proves, and what to do with an objection. */
export function Explanations({ step, isShared }: { step: CeremonyStep; isShared: boolean }) {
  const t = useTranslations('Trustee.why');
  const proof =
    step === 'mix'
      ? t('proveMix')
      : step === 'open' || step === 'result'
        ? t('proveOpen')
        : t(isShared ? 'proveShares' : 'proveKeys');
  return (
    <div>
      <Disclosure summary={t('proveTitle')}>
        <p>{proof}</p>
        <p>{t('proveRest')}</p>
        <p>{t('wrong')}</p>
      </Disclosure>
      <Disclosure summary={t('objectTitle')}>
        <p>{t(isShared ? 'object1Some' : 'object1')}</p>
        <p>{t('object2')}</p>
        <p>{t('object3')}</p>
      </Disclosure>
    </div>
  );
}
