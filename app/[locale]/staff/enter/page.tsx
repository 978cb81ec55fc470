import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { Main } from '@/components/shell/main';
import { Button, LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Staff.enter'))('title') };
}

const Query = z.object({ token: z.string().regex(/^[0-9a-f]{64}$/), email: z.email().max(200) });

/**
 * Where a mailed link leads. It only shows a button: programs that open links to check them would otherwise spend the
 * one-time token before its owner comes.
 */
export default async function EnterPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const t = await getTranslations('Staff.enter');
  const query = Query.safeParse(await searchParams);
  if (!query.success) {
    return (
      <Main narrow>
        <PageHead title={t('brokenTitle')} lead={t('brokenBody')} />
        <LinkButton look="spark" href="/staff">
          {(await getTranslations('Staff.expired'))('again')}
        </LinkButton>
      </Main>
    );
  }
  const { token, email } = query.data;
  return (
    <Main narrow>
      <PageHead title={t('title')} lead={t('lead', { email })} />
      <form method="get" action="/api/auth/callback/email" className="stack">
        <input type="hidden" name="callbackUrl" value={`/${await getLocale()}/staff/home`} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="email" value={email} />
        <div className="actions cluster">
          <Button type="submit" look="spark">
            {t('button')}
          </Button>
        </div>
        <Note title={t('why')} />
      </form>
    </Main>
  );
}
