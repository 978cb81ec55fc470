import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import type messages from '@/messages/en.json';

type CheckName = keyof (typeof messages)['Verify']['checks'];

/** What was verified before publishing, one sentence for each check, and what no check can show. */
export function Checks({ names, isVouched }: { names: readonly string[]; isVouched: boolean }) {
  const t = useTranslations('Verify');
  const known = names.filter((name): name is CheckName => t.has(`checks.${name as CheckName}`));
  const cannot = ['device', 'pages', 'pressure', 'collusion', 'roll', 'mixers'] as const;
  return (
    <section className="stack" aria-labelledby="checks">
      <h2 id="checks">{t('title')}</h2>
      <p>{t('lead', { count: known.length })}</p>
      <div>
        <Disclosure summary={t('listTitle', { count: known.length })}>
          <ul className="stack-tight">
            {known.map((name) => (
              <li key={name} className="flex gap-3">
                <span className="flex-none text-[var(--ok)]">
                  <Icon name="tick" />
                </span>
                <span>
                  <span className="vh">{t('passed')}: </span>
                  {t(`checks.${name}`)} <bdi className="mono smaller muted">{name}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
        <Disclosure summary={t('cannotTitle')} open>
          <p>{t('cannotLead')}</p>
          <ul className="bullets">
            {cannot.map((name) => (
              <li key={name}>{t(`cannot.${name}`)}</li>
            ))}
            {isVouched && <li>{t('cannot.vouched')}</li>}
          </ul>
        </Disclosure>
      </div>
    </section>
  );
}
