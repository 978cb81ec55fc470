import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReceiptProof } from '@/components/board/receipt-proof';
import { Main } from '@/components/shell/main';
import { CannotVote } from '@/components/voting/cannot-vote';
import { NeedsScript } from '@/components/voting/needs-script';
import { Receipt } from '@/components/voting/receipt';
import { CityShell } from '../../../../city-shell';
import { getVoter } from '../voter';

type Props = { params: Promise<{ contest: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('Receipt');
  return { title: t('title') };
}

export default async function ReceiptPage({ params }: Props) {
  const { contest: slug } = await params;
  const voter = await getVoter(slug, `/vote/${slug}/receipt`, { afterClose: true });
  return (
    <CityShell>
      <Main narrow>
        {voter.state === 'ready' ? (
          <>
            <NeedsScript slug={slug} />
            <Receipt
              contest={voter.ballot}
              isOpen={voter.contest.status === 'open'}
              proof={
                <ReceiptProof
                  contestId={voter.ballot.id}
                  voter={voter.ballot.election.voter}
                  timeZone={voter.ballot.city.timeZone}
                />
              }
            />
          </>
        ) : (
          <CannotVote {...voter} />
        )}
      </Main>
    </CityShell>
  );
}
