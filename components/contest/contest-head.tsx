import { useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Tag } from '@/components/ui/tag';
import { daysLeft, formatDateTime, formatMoneyInWords } from '@/lib/format';
import type { City, PublicContest } from '@/lib/voting/queries';
import { COUNTED_DAYS } from './days-left';

/** What can be done here, and until when. */
export function ContestHead({ city, contest, now }: { city: City; contest: PublicContest; now: Date }) {
  const t = useTranslations('Contest');
  const ui = useTranslations('Ui');
  const locale = useLocale();
  const { slug, status, round, closesAt } = contest;
  const { timeZone } = city;
  const { code: currency, exponent } = city.currency;
  const money = formatMoneyInWords(contest.amountMinor, { currency, exponent, locale });
  const when = formatDateTime(closesAt, { locale, timeZone });
  const days = daysLeft(now, closesAt, timeZone);
  const left = days <= COUNTED_DAYS ? ui('daysLeft', { days }) : 'none';
  const find = (
    <LinkButton look="line" href={`/board/${slug}`}>
      {t('find')}
    </LinkButton>
  );
  return (
    <>
      <PageHead
        tag={<StatusTag status={status} />}
        eyebrow={round.name}
        title={contest.name}
        lead={status === 'open' ? t('openLead', { money, when, left }) : t(`${status}Lead`)}
      />
      <div className="cluster actions mb-8">
        {status === 'open' && (
          <LinkButton look="spark" iconEnd="forward" href={`/vote/${slug}`}>
            {t('vote')}
          </LinkButton>
        )}
        {status === 'counted' && (
          <LinkButton look="spark" iconEnd="forward" href={`/results/${round.slug}/${slug}`}>
            {t('see')}
          </LinkButton>
        )}
        {find}
      </div>
    </>
  );
}

function StatusTag({ status }: { status: PublicContest['status'] }) {
  const t = useTranslations('Contest');
  if (status === 'open') return <Tag tone="spark">{t('open')}</Tag>;
  if (status === 'closed') return <Tag icon="lock">{t('closed')}</Tag>;
  return (
    <Tag tone="ok" icon="tick">
      {t('counted')}
    </Tag>
  );
}
