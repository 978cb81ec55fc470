import type { VotingElection } from '@/lib/client/voting/vote';
import type { City, PublicContest, PublicProject } from '@/lib/voting/queries';

/** What the voting pages get from the server. `voter`: see `VotingElection`. */
export type BallotContest = {
  id: string;
  slug: string;
  name: string;
  area: string | null;
  roundId: string;
  min: number;
  max: number;
  closesAt: Date;
  entitlement: VotingElection['entitlement'];
  projects: PublicProject[];
  election: VotingElection;
  city: Pick<City, 'currency' | 'timeZone'>;
};

export function ballotContest(city: City, contest: PublicContest, voter: string): BallotContest {
  const { id, slug, name, area, round, minChoices: min, maxChoices: max, closesAt, list: projects } = contest;
  const { id: electionUuid, electionText, descriptionText } = contest.election;
  const { entitlement } = contest;
  const election = { contestId: id, voter, entitlement, electionUuid, electionText, descriptionText };
  const { currency, timeZone } = city;
  return {
    id,
    slug,
    name,
    area,
    roundId: round.id,
    min,
    max,
    closesAt,
    entitlement,
    projects,
    election,
    city: { currency, timeZone },
  };
}
