import { useLocale, useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { formatCount, formatDay, formatTime } from '@/lib/format';
import { useAuditWords } from './audit-words';

type Event = {
  position: number;
  at: Date;
  /** Name of who acted; null for the system. */
  actor: string | null;
  action: string;
  subject: string;
  detail: Readonly<Record<string, string | number | boolean | null>>;
};

export interface AuditTableProps {
  events: readonly Event[];
  total: number;
  names: ReadonlyMap<string, string>;
  timeZone: string;
}

const detailText = (detail: Event['detail']) =>
  Object.entries(detail)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

export function AuditTable({ events, total, names, timeZone }: AuditTableProps) {
  const t = useTranslations('Admin.audit');
  const locale = useLocale();
  const words = useAuditWords(names);
  const dates = { locale, timeZone };
  return (
    <DataTable
      caption={t('caption', { count: total })}
      rows={events}
      rowKey={({ position }) => String(position)}
      empty={t('empty')}
      columns={[
        { key: 'number', header: t('number'), cell: ({ position }) => formatCount(position, locale), rowHeader: true },
        {
          key: 'when',
          header: t('when'),
          cell: ({ at }) => `${formatDay(at, { ...dates, year: true })}, ${formatTime(at, dates)}`,
        },
        { key: 'who', header: t('who'), cell: ({ actor }) => actor ?? t('system') },
        { key: 'what', header: t('what'), cell: ({ action }) => words.action(action) },
        { key: 'subject', header: t('subject'), cell: ({ subject }) => words.subject(subject) },
        {
          key: 'detail',
          header: t('detail'),
          cell: ({ detail }) => <span className="mono smaller">{detailText(detail)}</span>,
        },
      ]}
    />
  );
}
