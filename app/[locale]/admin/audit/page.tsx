import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { AuditFilters } from '@/components/admin/audit-filters';
import { AuditTable } from '@/components/admin/audit-table';
import { Main } from '@/components/shell/main';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { Pager } from '@/components/ui/pager';
import { formatCount } from '@/lib/format';
import { getCity } from '@/lib/rounds/queries';
import { firstBrokenLink, listAuditEvents, listAuditFilters, nameSubjects } from '@/lib/server/audit-log';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

export async function generateMetadata(): Promise<Metadata> {
  await requireRole('administrator');
  return { title: (await getTranslations('Admin.audit'))('title') };
}

const word = z.string().max(120).catch('');
const Query = z.object({ action: word, subject: word, page: z.coerce.number().int().min(1).max(1_000_000).catch(1) });

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  await requireRole('administrator');
  const t = await getTranslations('Admin.audit');
  const locale = await getLocale();
  const { db } = deps();
  const { page, ...filter } = Query.parse(await searchParams);
  const [{ timeZone }, log, filters, broken] = await Promise.all([
    getCity(deps()),
    listAuditEvents(db, filter, page),
    listAuditFilters(db),
    firstBrokenLink(db),
  ]);
  const names = await nameSubjects(db, [...filters.subjects, ...log.events.map(({ subject }) => subject)]);
  const hrefOf = (target: number) => `/admin/audit?${new URLSearchParams({ ...filter, page: String(target) })}`;
  return (
    <Main>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="stack-loose">
        {broken === null ? (
          <Note tone="ok" title={t('chainHolds')} />
        ) : (
          <Note tone="bad" title={t('chainBroken', { position: broken })} />
        )}
        <AuditFilters chosen={filter} {...filters} names={names} />
        <AuditTable events={log.events} total={log.total} names={names} timeZone={timeZone} />
        {log.pages > 1 && (
          <Pager
            label={t('pages')}
            words={t('page', { page: formatCount(page, locale), pages: formatCount(log.pages, locale) })}
            previous={page > 1 ? { label: t('newer'), href: hrefOf(page - 1) } : undefined}
            next={page < log.pages ? { label: t('older'), href: hrefOf(page + 1) } : undefined}
          />
        )}
      </div>
    </Main>
  );
}
