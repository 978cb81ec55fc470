import { useLocale, useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { Link } from '@/i18n/navigation';
import { formatCount, formatDateTime, formatShare } from '@/lib/format';
import { type Status, StatusTag } from './status-tag';

export type TurnoutRow = {
  slug: string;
  name: string;
  status: Status;
  closesAt: Date | null;
  /** People who may vote, and those of them who have a ballot. */
  slots: number;
  voters: number;
};

export function TurnoutTable({ rows, timeZone }: { rows: readonly TurnoutRow[]; timeZone: string }) {
  const t = useTranslations('Admin.home');
  const locale = useLocale();
  return (
    <DataTable
      caption={t('turnout')}
      captionHidden
      rows={rows}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'contest',
          header: t('contest'),
          cell: ({ slug, name }) => <Link href={`/admin/contests/${slug}`}>{name}</Link>,
          rowHeader: true,
        },
        { key: 'state', header: t('state'), cell: ({ status }) => <StatusTag status={status} /> },
        { key: 'slots', header: t('mayVote'), cell: ({ slots }) => formatCount(slots, locale), end: true },
        { key: 'voters', header: t('voted'), cell: ({ voters }) => formatCount(voters, locale), end: true },
        {
          key: 'share',
          header: t('share'),
          cell: ({ slots, voters }) => formatShare(slots > 0 ? voters / slots : 0, locale),
          end: true,
        },
        {
          key: 'closes',
          header: t('closes'),
          cell: ({ closesAt }) => closesAt && formatDateTime(closesAt, { locale, timeZone, year: true }),
        },
      ]}
    />
  );
}
