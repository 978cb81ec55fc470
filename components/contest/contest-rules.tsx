import { useLocale, useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import type { PublicContest } from '@/lib/voting/queries';

const KNOWN = ['greedy_votes', 'mes_cost_plain', 'mes_cost_add1u'] as const;
const isKnown = (rule: string): rule is (typeof KNOWN)[number] => (KNOWN as readonly string[]).includes(rule);

/** Who votes, how, how it is counted, who opens it, and why none of it can change now. */
export function ContestRules({ contest }: { contest: PublicContest }) {
  const t = useTranslations('Contest');
  const locale = useLocale();
  const { rule, minChoices, maxChoices: max, round, area, trustees } = contest;
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(trustees);
  const min = minChoices > 1 ? String(minChoices) : '0';
  return (
    <section>
      <h2 className="mb-4">{t('rulesTitle')}</h2>
      <Disclosure summary={t('rulesHow')} open>
        <p>{t('rulesHowBody', { min, max })}</p>
      </Disclosure>
      <Disclosure summary={t('rulesWho')}>
        <p>
          {t(contest.entitlement === 'codes' ? 'rulesWhoBody' : 'rulesWhoVouched', {
            round: round.name,
            area: area ?? 'none',
          })}
        </p>
      </Disclosure>
      <Disclosure summary={t('rulesCount')}>
        <p>{isKnown(rule) ? t(`rule.${rule}`) : t('rule.other', { rule })}</p>
        <p>{t('rulesTies')}</p>
      </Disclosure>
      <Disclosure summary={t('trusteesTitle')}>
        <p>{t('trusteesBody', { names })}</p>
      </Disclosure>
      <Disclosure summary={t('rulesFixed')}>
        <p>{t('rulesFixedBody')}</p>
      </Disclosure>
    </section>
  );
}
