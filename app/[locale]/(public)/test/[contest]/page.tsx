import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { Main } from '@/components/shell/main';
import { BackLink } from '@/components/ui/breadcrumb';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { CheckOpened } from '@/components/voting/check-opened';
import { requireContest } from '../../contests/[contest]/contest';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('Test');
  // Nobody finds this page by searching, and no address of it is worth keeping.
  return { title: t('title'), robots: { index: false } };
}

/**
 * Checks a ballot that was opened for a test, on any device and without signing in. The opening stands behind the # of
 * the address, so this server never sees it.
 */
export default async function TestPage({ params }: Props) {
  const { id, slug, name, election, entitlement } = await requireContest((await params).contest);
  const { electionText, descriptionText } = election;
  const t = await getTranslations('Test');
  return (
    <Main narrow>
      <BackLink href={`/contests/${slug}`} label={name} />
      <PageHead title={t('title')} lead={t('lead', { contest: name })} />
      <div className="stack-loose">
        <noscript>
          <Note tone="warn" title={t('noscript')}>
            {t('noscriptBody')}
          </Note>
        </noscript>
        <CheckOpened contestId={id} electionText={electionText} descriptionText={descriptionText} />
        {entitlement === 'vouched' && <VouchedNote slug={slug} short />}
      </div>
    </Main>
  );
}
