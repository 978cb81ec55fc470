import type { Metadata } from 'next';
import { BoardNow } from '@/components/board/board-now';
import { CheckReceipt } from '@/components/board/check-receipt';
import { DeviceProof } from '@/components/board/device-proof';
import { FindBallot, type Finding } from '@/components/board/find-ballot';
import { HowTheBoardWorks } from '@/components/board/how-the-board-works';
import { VouchedNote } from '@/components/entitlement/vouched-note';
import { Main } from '@/components/shell/main';
import { deps } from '@/lib/server/deps';
import { environment } from '@/lib/server/env';
import { getBoardFigures } from '@/lib/voting/ballots/figures';
import { findTracker, readTracker } from '@/lib/voting/ballots/track';
import { requireCity } from '../../../city';
import { requireContest } from '../../contests/[contest]/contest';

type Props = {
  params: Promise<{ contest: string }>;
  searchParams: Promise<{ tracker?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireContest((await params).contest)).name };
}

async function find(electionId: string, typed: string): Promise<Finding> {
  const tracker = readTracker(typed);
  if (!tracker) return { state: 'malformed', count: [...typed.replace(/\s/g, '')].length };
  return (await findTracker(deps(), electionId, tracker)) ?? { state: 'unknown' };
}

export default async function BoardPage({ params, searchParams }: Props) {
  const [city, contest] = await Promise.all([requireCity(), requireContest((await params).contest)]);
  const typed = String((await searchParams).tracker ?? '').slice(0, 200);
  const { id } = contest.election;
  const [figures, finding] = await Promise.all([
    getBoardFigures(deps(), id),
    typed.trim() === '' ? null : find(id, typed),
  ]);
  // A proof of a ballot says all of the list that the other would.
  const isProved = finding?.state === 'on_board';
  const address = new URL(`/api/v1/contests/${contest.id}/board`, environment().NEXTAUTH_URL).href;
  return (
    <Main narrow>
      <div className="stack-loose">
        <FindBallot contest={contest} city={city} typed={typed} finding={finding} />
        <BoardNow
          city={city}
          figures={figures}
          proof={!isProved && <DeviceProof contestId={contest.id} tracker={null} timeZone={city.timeZone} />}
        />
        <CheckReceipt contestId={contest.id} timeZone={city.timeZone} />
        {contest.entitlement === 'vouched' && <VouchedNote slug={contest.slug} />}
        <HowTheBoardWorks address={address} />
      </div>
    </Main>
  );
}
