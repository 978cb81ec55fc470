// One run of the method of equal shares, cost as utility (docs/spec/15-counting.md, mes_cost_plain).
import type { Ballots, Candidate } from './ballots';
import type { Ranking } from './ranking';
import { Rational, ZERO } from './rational';

export interface Run {
  /** Places of candidates, in order of selection. */
  readonly winners: readonly number[];
  readonly cost: bigint;
  /** What the voters of each faction have left, each. */
  readonly money: readonly Rational[];
  readonly traces: { readonly winners: object[]; readonly ties: object[] };
}

/** Runs the method with this much for every voter. */
export function equalShares(ballots: Ballots, ranking: Ranking, start: Rational): Run {
  const { candidates } = ballots;
  const at = (place: number) => candidates[place] as Candidate;
  let money = ballots.factions.map(() => start);
  const winners: number[] = [];
  const traces: Run['traces'] = { winners: [], ties: [] };
  for (;;) {
    const offers = [...candidates.keys()]
      .filter((place) => !winners.includes(place))
      .flatMap((place) => {
        const share = shareOf(ballots, place, money);
        return share === null
          ? []
          : [{ place, share, rho: Rational.of(share.numerator, share.denominator * at(place).cost) }];
      });
    if (offers.length === 0) break;
    const best = offers.reduce((least, { rho }) => (rho.compare(least) < 0 ? rho : least), offers[0]?.rho as Rational);
    const tied = ranking.sort(offers.filter(({ rho }) => rho.compare(best) === 0).map(({ place }) => place));
    if (tied.length > 1) {
      traces.ties.push({
        decidedBy: ranking.decidedBy(tied),
        place: winners.length + 1,
        stage: 'equal_shares',
        tied: tied.map((place) => at(place).id),
      });
    }
    const place = tied[0] as number;
    const share = offers.find((offer) => offer.place === place)?.share as Rational;
    traces.winners.push(traceOf(ballots, place, share, best, money, winners));
    money = money.map((amount, index) =>
      supports(ballots, index, place) ? amount.minus(least(amount, share)) : amount,
    );
    winners.push(place);
  }
  return { winners, cost: winners.reduce((sum, place) => sum + at(place).cost, 0n), money, traces };
}

const least = (a: Rational, b: Rational): Rational => (a.compare(b) < 0 ? a : b);
const supports = ({ factions }: Ballots, index: number, place: number): boolean =>
  factions[index]?.approved.has(place) ?? false;

/** What the supporters of a candidate have together. */
export function supportersMoney(ballots: Ballots, place: number, money: readonly Rational[]): Rational {
  return ballots.factions.reduce(
    (sum, { size, approved }, index) =>
      approved.has(place) ? sum.plus((money[index] as Rational).times(BigInt(size))) : sum,
    ZERO,
  );
}

/** q: the least number with Σ min(what a supporter has, q) = cost; null where they cannot pay. */
function shareOf(ballots: Ballots, place: number, money: readonly Rational[]): Rational | null {
  const { cost, votes } = ballots.candidates[place] as Candidate;
  const price = Rational.of(cost);
  if (votes === 0 || supportersMoney(ballots, place, money).compare(price) < 0) return null;
  const poorestFirst = ballots.factions
    .map(({ size }, index) => ({ size: BigInt(size), has: money[index] as Rational, index }))
    .filter(({ index }) => supports(ballots, index, place))
    .sort((a, b) => a.has.compare(b.has));
  // Whoever has less than q pays all of it; the others pay q each.
  let unpaid = price;
  let payers = BigInt(votes);
  for (const { size, has } of poorestFirst) {
    const share = unpaid.over(payers);
    if (share.compare(has) <= 0) return share;
    unpaid = unpaid.minus(has.times(size));
    payers -= size;
  }
  throw new Error('supporters who can pay do not pay');
}

function traceOf(
  ballots: Ballots,
  place: number,
  share: Rational,
  rho: Rational,
  money: readonly Rational[],
  winners: readonly number[],
): object {
  const { id, cost, votes } = ballots.candidates[place] as Candidate;
  const count = (belongs: (has: Rational, approved: ReadonlySet<number>) => boolean) =>
    ballots.factions.reduce((sum, { size, approved }, index) => {
      const isOne = approved.has(place) && belongs(money[index] as Rational, approved);
      return isOne ? sum + size : sum;
    }, 0);
  const isExhausted = (has: Rational) => has.compare(ZERO) > 0 && has.compare(share) < 0;
  const ledger = winners.map((earlier) => ({
    project: ballots.candidates[earlier]?.id,
    voters: count((has, approved) => isExhausted(has) && approved.has(earlier)),
  }));
  return {
    broke: count((has) => has.compare(ZERO) === 0),
    costMinor: String(cost),
    exhausted: count(isExhausted),
    ledger: ledger.filter(({ voters }) => voters > 0),
    project: id,
    rho: rho.toTrace(),
    share: share.toTrace(),
    sharers: count((has) => has.compare(share) >= 0),
    stage: 'equal_shares',
    votes,
  };
}
