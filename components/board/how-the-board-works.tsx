import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';

const QUESTIONS = ['what', 'when', 'missing'] as const;

/** `address`: of the board for programs. */
export function HowTheBoardWorks({ address }: { address: string }) {
  const t = useTranslations('Board');
  return (
    <section>
      <h2 className="mb-4">{t('explain')}</h2>
      {QUESTIONS.map((key, index) => (
        <Disclosure key={key} summary={t(key)} open={index === 0}>
          <p>{t(`${key}Body`)}</p>
        </Disclosure>
      ))}
      <Disclosure summary={t('watch')}>
        <p>{t('watchBody')}</p>
        <p>{t('watchAddress')}</p>
        <p className="mono small" dir="ltr">
          {address}
        </p>
      </Disclosure>
    </section>
  );
}
