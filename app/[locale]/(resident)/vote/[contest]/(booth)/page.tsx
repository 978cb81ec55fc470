import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Main } from '@/components/shell/main';
import { Ballot } from '@/components/voting/ballot';
import { CannotVote } from '@/components/voting/cannot-vote';
import { NeedsScript } from '@/components/voting/needs-script';
import { requireContest } from '../../../../(public)/contests/[contest]/contest';
import { getVoter } from '../voter';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('Vote');
  return { title: t('title', { contest: (await requireContest((await params).contest)).name }) };
}

export default async function BallotPage({ params }: Props) {
  const { contest: slug } = await params;
  const voter = await getVoter(slug, `/vote/${slug}`, { afterClose: false });
  if (voter.state !== 'ready') {
    return (
      <Main narrow>
        <CannotVote {...voter} />
      </Main>
    );
  }
  return (
    <Main bare>
      <NeedsScript slug={slug} />
      <Ballot contest={voter.ballot} />
    </Main>
  );
}
