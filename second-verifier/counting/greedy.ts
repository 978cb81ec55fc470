// The rule greedy_votes, which also fills up after equal shares (docs/spec/15-counting.md).
import type { Ballots, Candidate } from './ballots';
import type { Ranking } from './ranking';
import { Rational } from './rational';

export interface ByVotes {
  /** Places of candidates, in order of selection. */
  readonly winners: readonly number[];
  readonly traces: { readonly winners: object[]; readonly losers: LoserTrace[]; readonly ties: object[] };
}

interface LoserTrace {
  readonly costMinor: string;
  readonly moneyLeftMinor: string;
  readonly project: string;
  readonly reason: 'too_dear';
  readonly supportersMoney: object | null;
  readonly votes: number;
}

/**
 * Goes through these candidates by votes and takes what fits.
 * @param selected how many winners there are already
 * @param supportersMoney what the supporters of a candidate that is not taken have left, for the trace
 */
export function byVotes(
  { candidates }: Ballots,
  places: readonly number[],
  ranking: Ranking,
  budget: bigint,
  selected: number,
  supportersMoney: (place: number) => Rational | null,
): ByVotes {
  const at = (place: number) => candidates[place] as Candidate;
  const order = ranking.sort(places).sort((a, b) => at(b).votes - at(a).votes);
  const winners: number[] = [];
  const traces: ByVotes['traces'] = { winners: [], losers: [], ties: [] };
  let money = budget;
  for (const place of order) {
    const { id, cost, votes } = at(place);
    const tied = order.filter((other) => at(other).votes === votes);
    if (tied.length > 1 && tied[0] === place) {
      const fitting = tied.map((other) => at(other).cost).filter((one) => one <= money);
      const together = fitting.reduce((sum, one) => sum + one, 0n);
      traces.ties.push({
        decidedBy: ranking.decidedBy(tied),
        decisive: together > money,
        place: selected + winners.length + 1,
        stage: 'by_votes',
        tied: tied.map((other) => at(other).id),
      });
    }
    const common = { costMinor: String(cost), moneyLeftMinor: String(money), project: id, votes };
    if (cost <= money) {
      const costPerSupporter = votes === 0 ? null : Rational.of(cost, BigInt(votes)).toTrace();
      traces.winners.push({ ...common, costPerSupporter, stage: 'by_votes' });
      winners.push(place);
      money -= cost;
    } else {
      const left = supportersMoney(place)?.toTrace() ?? null;
      traces.losers.push({ ...common, reason: 'too_dear', supportersMoney: left });
    }
  }
  return { winners, traces };
}
