import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { MailBody } from '@/components/admin/mail-body';
import { Main } from '@/components/shell/main';
import { PublicShell } from '@/components/shell/public-shell';
import { LinkButton } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHead } from '@/components/ui/page-head';
import { formatDateTime } from '@/lib/format';
import { deps } from '@/lib/server/deps';
import { listOutbox } from '@/lib/server/mail';
import { getCity } from '@/lib/voting/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Outbox'))('title') };
}

/** Mail that never left: in development and demo only. In production this page does not exist. */
export default async function OutboxPage() {
  const mails = await listOutbox(deps().db);
  if (!mails) notFound();
  const t = await getTranslations('Outbox');
  const locale = await getLocale();
  const city = await getCity(deps());
  const timeZone = city?.timeZone ?? 'UTC';
  return (
    <PublicShell city={city?.name}>
      <Main narrow>
        <PageHead
          title={t('title')}
          lead={t('lead')}
          actions={
            <LinkButton look="line" href="/outbox">
              {t('refresh')}
            </LinkButton>
          }
        />
        {mails.length === 0 && <EmptyState sentence={t('empty')} />}
        <ul className="stack">
          {mails.map(({ id, recipient, subject, body, createdAt }) => (
            <Card key={id} as="li">
              <div className="stack">
                <div className="stack-tight">
                  <h2 className="h3">{subject}</h2>
                  <p className="small muted">
                    {t('to', { recipient, time: formatDateTime(createdAt, { locale, timeZone }) })}
                  </p>
                </div>
                <MailBody text={body} />
              </div>
            </Card>
          ))}
        </ul>
      </Main>
    </PublicShell>
  );
}
