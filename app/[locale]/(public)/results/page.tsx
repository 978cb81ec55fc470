import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ResultsList } from '@/components/results/results-list';
import { Main } from '@/components/shell/main';
import { PageHead } from '@/components/ui/page-head';
import { listResults } from '@/lib/results/queries';
import { getCity } from '@/lib/rounds/queries';
import { deps } from '@/lib/server/deps';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('Results.list'))('title') };
}

/** Every contest that was opened, with its result once there is one. */
export default async function ResultsPage() {
  const t = await getTranslations('Results.list');
  const [rounds, city] = await Promise.all([listResults(deps()), getCity(deps())]);
  return (
    <Main narrow>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="stack-loose">
        <ResultsList rounds={rounds} timeZone={city.timeZone} />
      </div>
    </Main>
  );
}
