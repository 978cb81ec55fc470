import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Tracker } from '@/components/ui/tracker';
import { formatDateTime, formatMoney } from '@/lib/format';
import type { City, ContestView } from '@/lib/rounds/queries';
import { RULES } from '@/lib/rounds/schema';

/** The rules in short; they can change while the contest is a draft. */
export async function RulesSection({ contest, city }: { contest: ContestView; city: City }) {
  const t = await getTranslations('Admin');
  const locale = await getLocale();
  const { currency, currencyExponent: exponent, timeZone } = city;
  const { envelope, minChoices: min, maxChoices: max, opensAt, closesAt, status, election } = contest;
  const rule = RULES.find((name) => name === contest.rule);
  const at = (date: Date) => formatDateTime(date, { locale, timeZone, year: true });
  const isOver = status === 'closed' || status === 'counted';
  const amount = formatMoney(envelope.amountMinor, { currency, exponent, locale });
  return (
    <Card as="aside" aria-labelledby="rules">
      <div className="stack">
        <h2 id="rules" className="h3">
          {t('contest.rules')}
        </h2>
        <Facts
          facts={[
            { label: t('contest.envelope'), value: `${envelope.name}, ${amount}` },
            { label: t('contest.choices'), value: t('contest.choicesValue', { min, max }) },
            { label: t('contest.rule'), value: rule ? t(`rules.${rule}.name`) : contest.rule },
            { label: t('contest.entitlement'), value: t(`entitlement.${contest.entitlement}.name`) },
            ...(opensAt ? [{ label: t('contest.opened'), value: at(opensAt) }] : []),
            ...(closesAt ? [{ label: t(isOver ? 'contest.closedOn' : 'contest.closes'), value: at(closesAt) }] : []),
          ]}
        />
        {rule && <p className="small muted">{t(`rules.${rule}.plain`)}</p>}
        {election && <Tracker label={t('contest.fingerprint')} value={election.fingerprint} size="small" />}
        {status === 'draft' && (
          <LinkButton look="line" size="small" icon="edit" href={`/admin/contests/${contest.slug}/edit`}>
            {t('contest.edit')}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}
