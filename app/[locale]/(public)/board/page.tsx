import type { Metadata } from 'next';
import type { Locale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { BoardIndex } from '@/components/board/board-index';
import { Main } from '@/components/shell/main';
import { deps } from '@/lib/server/deps';
import { listContests } from '@/lib/voting/queries';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ ...(await params), namespace: 'Board' });
  return { title: t('index') };
}

export default async function BoardsPage() {
  return (
    <Main narrow>
      <BoardIndex contests={await listContests(deps())} />
    </Main>
  );
}
