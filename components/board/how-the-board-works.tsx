import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';

const QUESTIONS = ['what', 'when', 'missing'] as const;

export function HowTheBoardWorks() {
  const t = useTranslations('Board');
  return (
    <section>
      <h2 className="mb-4">{t('explain')}</h2>
      {QUESTIONS.map((key, index) => (
        <Disclosure key={key} summary={t(key)} open={index === 0}>
          <p>{t(`${key}Body`)}</p>
        </Disclosure>
      ))}
    </section>
  );
}
