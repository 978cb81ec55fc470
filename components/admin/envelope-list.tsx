import { useLocale, useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';
import { RowItem, RowList } from '@/components/ui/row-list';
import { formatDateTime, formatMoney } from '@/lib/format';
import { type Status, StatusTag } from './status-tag';

type Envelope = {
  id: string;
  name: string;
  amountMinor: bigint;
  area: { name: string } | null;
  theme: { name: string } | null;
  contest: { slug: string; name: string; status: Status; closesAt: Date | null; _count: { projects: number } } | null;
};

export interface EnvelopeListProps {
  /** Address of the round's page. */
  roundHref: string;
  envelopes: readonly Envelope[];
  money: { currency: string; exponent: number };
  timeZone: string;
}

/** The round's money, each amount with the contest that decides on it. */
export function EnvelopeList({ roundHref, envelopes, money, timeZone }: EnvelopeListProps) {
  const t = useTranslations('Admin.round');
  const locale = useLocale();
  return (
    <RowList label={t('money')}>
      {envelopes.map(({ id, name, amountMinor, area, theme, contest }) => (
        <RowItem
          key={id}
          title={
            <>
              {name}, <span className="num">{formatMoney(amountMinor, { ...money, locale })}</span>
            </>
          }
          aside={
            contest ? (
              <LinkButton look="line" size="small" href={`/admin/contests/${contest.slug}`}>
                {t('openContest', { contest: contest.name })}
              </LinkButton>
            ) : (
              <LinkButton look="brand" size="small" href={`${roundHref}/envelopes/${id}/contest`}>
                {t('addContest')}
              </LinkButton>
            )
          }
        >
          <p className="small muted">{[area?.name ?? t('forAll'), theme?.name].filter(Boolean).join(', ')}</p>
          {contest && (
            <div className="cluster small muted">
              <StatusTag status={contest.status} />
              <span>
                {t('projects', { count: contest._count.projects })}
                {contest.closesAt &&
                  `, ${t('closes', { when: formatDateTime(contest.closesAt, { locale, timeZone, year: true }) })}`}
              </span>
            </div>
          )}
        </RowItem>
      ))}
    </RowList>
  );
}
