import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { ResultPage } from '@/components/results/result-page';
import { WaitingPage } from '@/components/results/waiting-page';
import { Main } from '@/components/shell/main';
import { getResultPage } from '@/lib/results/queries';
import { deps } from '@/lib/server/deps';

type Props = { params: Promise<{ round: string; contest: string }> };

/** Once for the title and the page. */
const load = cache(async (round: string, contest: string) => {
  return (await getResultPage(deps(), round, contest)) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { round, contest } = await params;
  const page = await load(round, contest);
  const t = await getTranslations('Results');
  const { name } = page.contest;
  return { title: page.result ? t('metaTitle', { contest: name }) : t('waiting.metaTitle', { contest: name }) };
}

/** The result of a contest, or how far its count has come. No sign-in, and no script, is needed. */
export default async function ContestResultPage({ params }: Props) {
  const { round, contest } = await params;
  const page = await load(round, contest);
  if (page.result) {
    return (
      <Main>
        <ResultPage contest={page.contest} result={page.result} />
      </Main>
    );
  }
  return (
    <Main narrow>
      <WaitingPage contest={page.contest} progress={page.progress} />
    </Main>
  );
}
