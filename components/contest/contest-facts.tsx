import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Link } from '@/i18n/navigation';
import { formatCount, formatDateTime, formatMoney } from '@/lib/format';
import type { City, PublicContest } from '@/lib/voting/queries';

export function ContestFacts({ city, contest }: { city: City; contest: PublicContest }) {
  const t = useTranslations('Contest');
  const locale = useLocale();
  const { code: currency, exponent } = city.currency;
  const { minChoices: min, maxChoices: max, slug, status } = contest;
  const at = (date: Date) => formatDateTime(date, { locale, timeZone: city.timeZone });
  const facts = [
    { label: t('money'), value: formatMoney(contest.amountMinor, { currency, exponent, locale }) },
    { label: t('area'), value: contest.area ?? t('wholeCity') },
    { label: t('choose'), value: min > 1 ? t('chooseBetween', { min, max }) : t('chooseUpTo', { max }) },
    { label: t('opened'), value: at(contest.opensAt) },
    { label: status === 'open' ? t('closes') : t('closedOn'), value: at(contest.closesAt) },
    { label: t('signIn'), value: t(`signInWay.${contest.entitlement}`) },
    { label: t('people'), value: formatCount(contest.rollSize, locale) },
  ];
  return (
    <Card as="aside" aria-labelledby="facts">
      <h2 id="facts" className="h3 mb-2">
        {t('factsTitle')}
      </h2>
      <Facts facts={facts} lined />
      <p className="mt-4">
        <Link className="back-link" href={`/contests/${slug}/secrecy`}>
          {t('secrecy')}
        </Link>
      </p>
    </Card>
  );
}
