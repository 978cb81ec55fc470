import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { CannotVote } from '@/components/voting/cannot-vote';
import { Check } from '@/components/voting/check';
import { NeedsScript } from '@/components/voting/needs-script';
import { getVoter } from '../../voter';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('Vote');
  return { title: t('checkTitle') };
}

export default async function CheckPage({ params }: Props) {
  const { contest: slug } = await params;
  // After the close too: a ballot whose answer was lost may be recorded, and its receipt can still be fetched.
  const voter = await getVoter(slug, `/vote/${slug}/check`, { afterClose: true });
  return (
    <Main narrow>
      {voter.state === 'ready' ? (
        <>
          <NeedsScript slug={slug} />
          <Check contest={voter.ballot} />
        </>
      ) : (
        <CannotVote {...voter} />
      )}
    </Main>
  );
}
