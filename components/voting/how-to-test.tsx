import { useTranslations } from 'next-intl';

const STEPS = ['step1', 'step2', 'step3', 'step4'] as const;

/** What a test is, by an example. */
export function HowToTest() {
  const t = useTranslations('Vote.howToTest');
  return (
    <>
      <p>{t('why')}</p>
      <p>
        <b>{t('example')}</b>
      </p>
      <ol className="bullets bullets-numbered">
        {STEPS.map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      <p>{t('often')}</p>
    </>
  );
}
