import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { PublishedList } from '@/components/verifying/published-list';
import { VerifyPanel } from '@/components/verifying/verify-panel';
import { listPublished } from '@/lib/results/queries';
import { deps } from '@/lib/server/deps';

type Props = { searchParams: Promise<{ contest?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Verifying'))('title') };
}

/** Verifies a counted contest in the browser, from its bundle alone. */
export default async function VerifyPage({ searchParams }: Props) {
  const [{ contest: slug }, published, t] = await Promise.all([
    searchParams,
    listPublished(deps()),
    getTranslations('Verifying'),
  ]);
  const contest = published.find((each) => each.slug === slug) ?? null;
  return (
    <Main narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="stack-loose">
        <noscript>
          <Note tone="warn" title={t('noscript')}>
            {t('noscriptBody')}
          </Note>
        </noscript>
        <VerifyPanel key={contest?.id} contest={contest && { id: contest.id, name: contest.name }} />
        <PublishedList contests={published.filter((each) => each !== contest)} />
      </div>
    </Main>
  );
}
