import { compare, type Rational, toDouble } from '../rational';
import type { Field } from './equal-shares-field';
import { exactShare, type Purse, ShareLedger } from './exact-shares';

/** Unit roundoff of doubles. */
const U = 2 ** -53;

/** A share whose error is above this fraction of b₀ is recomputed exactly before it is subtracted from balances. */
const TOLERATED = 2 ** -42;

export interface RunTie {
  readonly place: number;
  /** Project indices, best rank first. */
  readonly tied: readonly number[];
}

/** A proposal who of a candidate's supporters would be exhausted; the others, the sharers, are in `scratch`. */
interface Division {
  /** What the exhausted have together, their number, and the most that one of them has. */
  readonly sum: number;
  readonly exhausted: number;
  readonly richest: number;
  /** The number of sharers, the least that one of them has, and the number of their groups. */
  readonly sharers: number;
  readonly poorest: number;
  readonly kept: number;
}

/**
 * One run of the Method of Equal Shares with cost utility from one starting amount b₀ (D. Peters, G. Pierczyński,
 * P. Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021).
 *
 * **Filter.** Balances are doubles within `slack` of the exact ones: all supporters of a winner that can pay its share q
 * lose the same double q̃, with |q̃ − q| ≤ e. A purchase therefore adds at most e (the share) and U·b₀ (the rounding of a
 * subtraction whose result is below b₀) to `slack`; whoever is exhausted is set to 0, exactly. For a candidate the loop in
 * `estimate` proposes who is exhausted and computes q̃ = (c − Σ balances) / sharers, which is within
 *
 *   e = (exhausted·slack + (groups + 8)·U·(c + Σ)) / sharers + 8·U·q̃
 *
 * of the exact quotient *for that division of the supporters* (a sum of n non-negative doubles is within n·U of its value
 * to first order; the constants are generous, and doubling e covers the second order and the evaluation of e itself).
 * If every supporter's balance lies further than slack + e from q̃ on its side, then the division is the true one, since
 * Σ min(b, q) is strictly increasing up to its maximum: so q̃ is within e of the true share. In every other case, and
 * whenever the intervals of two candidates' ρ overlap, `exactly` decides with whole numbers.
 *
 * **Laziness.** Shares never fall as balances fall, so the lower end of a candidate's last ρ stays a lower bound: a round
 * looks only at candidates whose bound does not exceed the best upper end found.
 */
export class EqualSharesRun {
  readonly winners: number[] = [];
  readonly ties: RunTie[] = [];
  readonly ledger: ShareLedger;
  totalCost = 0n;

  /** Per group of ballots: what each of its voters has left. */
  private readonly balance: Float64Array;
  private slack: number;
  private readonly start: number;
  /** Per project: its place among the winners, or −1. */
  private readonly wonAs: Int32Array;
  /** Candidates by ascending `low`. */
  private readonly candidates: number[];
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly share: Float64Array;
  private readonly shareError: Float64Array;
  /** Per project: the exact share in this round, where it had to be computed. */
  private readonly exact: (Rational | undefined)[];
  private readonly scratch: Uint32Array;
  private division: Division = { sum: 0, exhausted: 0, sharers: 0, richest: 0, poorest: 0, kept: 0 };

  constructor(
    private readonly field: Field,
    readonly startingAmount: Rational,
  ) {
    const projects = field.costs.length;
    this.ledger = new ShareLedger(startingAmount);
    this.start = toDouble(startingAmount.numerator, startingAmount.denominator);
    this.slack = 2 * U * this.start;
    this.balance = new Float64Array(field.ballots.multiplicity.length).fill(this.start);
    this.scratch = new Uint32Array(this.balance.length);
    this.wonAs = new Int32Array(projects).fill(-1);
    this.candidates = [...field.supported];
    this.low = new Float64Array(projects);
    this.high = new Float64Array(projects);
    this.share = new Float64Array(projects);
    this.shareError = new Float64Array(projects);
    this.exact = new Array(projects).fill(undefined);
    // Nobody has paid yet: ρ is at least 1 / votes.
    for (const p of this.candidates) {
      this.low[p] = field.costs[p] === 0n ? 0 : (1 - 8 * U) / (field.votes[p] as number);
      this.share[p] = (this.low[p] as number) * (field.roundedCosts[p] as number);
    }
  }

  /** Buys until nothing is affordable, or until the cost exceeds `limit`; true if it stayed within. */
  finish(limit: bigint | null): boolean {
    for (;;) {
      const winner = this.next();
      if (winner === null) return true;
      this.buy(winner);
      if (limit !== null && this.totalCost > limit) return false;
    }
  }

  /** What the supporters of a project have left together, after the last purchase. */
  supportersMoney(project: number): Rational {
    const numerator = this.purses(project).reduce((sum, { voters, left }) => sum + left * BigInt(voters), 0n);
    return { numerator, denominator: this.ledger.denominator };
  }

  /** The affordable candidate with the smallest ρ, or null. */
  private next(): number | null {
    const considered: number[] = [];
    let dropped = 0;
    let bestHigh = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.candidates.length; i++) {
      const p = this.candidates[i] as number;
      if ((this.low[p] as number) > bestHigh) break;
      if (this.evaluate(p)) {
        considered.push(p);
        bestHigh = Math.min(bestHigh, this.high[p] as number);
      } else {
        this.candidates[i] = -1;
        dropped++;
      }
    }
    if (dropped > 0) this.forget(-1);
    const contenders = considered.filter((p) => (this.low[p] as number) <= bestHigh);
    if (contenders.length === 0) return null;
    const winner = contenders.length === 1 ? (contenders[0] as number) : this.smallest(contenders);
    this.sortCandidates();
    return winner;
  }

  /** Compares the exact ρ of contenders whose intervals overlap, and breaks a tie by rank. */
  private smallest(contenders: readonly number[]): number {
    let tied: number[] = [];
    let best: Rational | null = null;
    for (const p of contenders) {
      const rho = this.exactRho(p);
      const order = best === null ? -1 : compare(rho, best);
      if (order < 0) {
        best = rho;
        tied = [p];
      } else if (order === 0) tied.push(p);
    }
    const { rank } = this.field.ranking;
    tied.sort((a, b) => (rank[a] as number) - (rank[b] as number));
    if (tied.length > 1) this.ties.push({ place: this.winners.length + 1, tied });
    return tied[0] as number;
  }

  private exactRho(p: number): Rational {
    if (this.exact[p] === undefined) this.exactly(p);
    const { numerator, denominator } = this.exact[p] as Rational;
    const cost = this.field.costs[p] as bigint;
    return { numerator, denominator: cost === 0n ? denominator : denominator * cost };
  }

  /** Brings the interval of a candidate's ρ up to date; false if its supporters cannot pay for it any more. */
  private evaluate(p: number): boolean {
    this.exact[p] = undefined;
    if (this.field.costs[p] === 0n) {
      this.exact[p] = { numerator: 0n, denominator: 1n };
      this.setShare(p, 0, 0);
      return true;
    }
    const verdict = this.estimate(p);
    return verdict === 'unclear' ? this.exactly(p) : verdict === 'affordable';
  }

  private setShare(p: number, share: number, error: number): void {
    this.share[p] = share;
    this.shareError[p] = error;
    const cost = this.field.costs[p] === 0n ? 1 : (this.field.roundedCosts[p] as number);
    const rho = share / cost;
    const rhoError = 2 * (error / cost + 4 * U * rho);
    this.low[p] = rho - rhoError;
    this.high[p] = rho + rhoError;
  }

  private estimate(p: number): 'affordable' | 'too_dear' | 'unclear' {
    const { supporters, roundedCosts } = this.field;
    const cost = roundedCosts[p] as number;
    const terms = (supporters.offsets[p + 1] as number) - (supporters.offsets[p] as number) + 8;
    this.divide(p, this.share[p] as number);
    for (;;) {
      const { sum, exhausted, sharers } = this.division;
      const rounding = terms * U * (cost + sum);
      if (sharers === 0) return cost - sum > 2 * (exhausted * this.slack + rounding) ? 'too_dear' : 'unclear';
      const q = (cost - sum) / sharers;
      if (this.exhaustBelow(q)) continue;
      const error = 2 * ((exhausted * this.slack + rounding) / sharers + 8 * U * Math.abs(q));
      const margin = this.slack + error;
      const { richest, poorest } = this.division;
      if (!(q - richest > margin && poorest - q > margin)) return 'unclear';
      this.setShare(p, q, error);
      return 'affordable';
    }
  }

  /** Divides the supporters who have something left by a share: the sharers' groups go to `scratch`. */
  private divide(p: number, share: number): void {
    const { supporters, ballots } = this.field;
    const { balance, scratch } = this;
    let [sum, exhausted, sharers, richest, kept] = [0, 0, 0, 0, 0];
    for (let i = supporters.offsets[p] as number; i < (supporters.offsets[p + 1] as number); i++) {
      const group = supporters.groups[i] as number;
      const left = balance[group] as number;
      if (left === 0) continue;
      const voters = ballots.multiplicity[group] as number;
      if (left < share) {
        sum += voters * left;
        exhausted += voters;
        if (left > richest) richest = left;
      } else {
        scratch[kept++] = group;
        sharers += voters;
      }
    }
    this.division = { sum, exhausted, sharers, richest, poorest: 0, kept };
  }

  /** Moves sharers who have less than the share to the exhausted; false if there were none. */
  private exhaustBelow(share: number): boolean {
    const { multiplicity } = this.field.ballots;
    const { balance, scratch, division } = this;
    let { sum, exhausted, sharers, richest } = division;
    let poorest = Number.POSITIVE_INFINITY;
    let kept = 0;
    for (let i = 0; i < division.kept; i++) {
      const group = scratch[i] as number;
      const left = balance[group] as number;
      if (left < share) {
        const voters = multiplicity[group] as number;
        sum += voters * left;
        exhausted += voters;
        sharers -= voters;
        if (left > richest) richest = left;
      } else {
        scratch[kept++] = group;
        if (left < poorest) poorest = left;
      }
    }
    const moved = kept < division.kept;
    this.division = { sum, exhausted, sharers, richest, poorest, kept };
    return moved;
  }

  /** Computes the share of a candidate exactly and from it the doubles; false if it is not affordable. */
  private exactly(p: number): boolean {
    const share = exactShare(this.field.costs[p] as bigint, this.purses(p), this.ledger.denominator);
    if (share === null) return false;
    this.exact[p] = share;
    const rounded = toDouble(share.numerator, share.denominator);
    this.setShare(p, rounded, 2 * U * rounded);
    return true;
  }

  /** The supporters of a project who have something left, with exact amounts. */
  private purses(p: number): Purse[] {
    const { supporters, ballots } = this.field;
    const purses: Purse[] = [];
    for (let i = supporters.offsets[p] as number; i < (supporters.offsets[p + 1] as number); i++) {
      const group = supporters.groups[i] as number;
      if (this.balance[group] === 0) continue;
      purses.push({ voters: ballots.multiplicity[group] as number, left: this.ledger.balance(this.paidBy(group)) });
    }
    return purses;
  }

  /** The winners whose share a group that was never exhausted has paid. */
  private paidBy(group: number): number[] {
    const { offsets, choices } = this.field.ballots;
    const paid: number[] = [];
    for (let i = offsets[group] as number; i < (offsets[group + 1] as number); i++) {
      const place = this.wonAs[choices[i] as number] as number;
      if (place >= 0) paid.push(place);
    }
    return paid;
  }

  private buy(p: number): void {
    const cost = this.field.costs[p] as bigint;
    const payers = new Int32Array(this.winners.length);
    if (cost === 0n) this.ledger.push(0n, this.field.votes[p] as number, 0, payers);
    else this.charge(p, cost, payers);
    this.wonAs[p] = this.winners.length;
    this.winners.push(p);
    this.totalCost += cost;
    this.forget(p);
  }

  /**
   * Enters the purchase in the ledger and takes the share, or all that is left, from every supporter. The division into
   * sharers and exhausted is the true one here, so the ledger row gives the exact share at any time, without a new search.
   */
  private charge(p: number, cost: bigint, payers: Int32Array): void {
    const { supporters, ballots } = this.field;
    const { balance, scratch } = this;
    const exact = this.exact[p];
    const denominator = exact ? this.ledger.denominator : 1n;
    const threshold = this.share[p] as number;
    let sharers = 0;
    let exhausted = 0;
    let kept = 0;
    for (let i = supporters.offsets[p] as number; i < (supporters.offsets[p + 1] as number); i++) {
      const group = supporters.groups[i] as number;
      const left = balance[group] as number;
      if (left === 0) continue;
      const voters = ballots.multiplicity[group] as number;
      const rest = exact ? this.compareExactly(group, exact, denominator) : left - threshold;
      if (rest < 0) {
        exhausted += voters;
        this.enterPayer(group, voters, payers);
      } else sharers += voters;
      if (rest > 0) scratch[kept++] = group;
      else balance[group] = 0;
    }
    this.ledger.push(cost, sharers, exhausted, payers);
    const share = this.settledShare(p);
    // Somebody who exactly keeps a little must not look like somebody who has nothing.
    for (let i = 0; i < kept; i++) {
      const group = scratch[i] as number;
      balance[group] = Math.max((balance[group] as number) - share, Number.MIN_VALUE);
    }
    this.slack += (this.shareError[p] as number) + U * this.start;
  }

  private enterPayer(group: number, voters: number, payers: Int32Array): void {
    const { offsets, choices } = this.field.ballots;
    for (let i = offsets[group] as number; i < (offsets[group + 1] as number); i++) {
      const place = this.wonAs[choices[i] as number] as number;
      if (place >= 0) payers[place] = (payers[place] as number) + voters;
    }
  }

  /** The share just entered in the ledger, from exact numbers if its error would widen the filter noticeably. */
  private settledShare(p: number): number {
    if ((this.shareError[p] as number) > TOLERATED * this.start) {
      const { numerator, denominator } = this.ledger.share(this.winners.length);
      const rounded = toDouble(numerator, denominator);
      this.setShare(p, rounded, 2 * U * rounded);
    }
    return this.share[p] as number;
  }

  /** Sign of a group's exact balance minus an exact share. */
  private compareExactly(group: number, share: Rational, denominator: bigint): number {
    return compare({ numerator: this.ledger.balance(this.paidBy(group)), denominator }, share);
  }

  private forget(candidate: number): void {
    let kept = 0;
    for (const p of this.candidates) if (p !== candidate) this.candidates[kept++] = p;
    this.candidates.length = kept;
  }

  /** Insertion sort: few bounds have moved since the last round. */
  private sortCandidates(): void {
    const { candidates, low } = this;
    for (let i = 1; i < candidates.length; i++) {
      const p = candidates[i] as number;
      const key = low[p] as number;
      let j = i - 1;
      for (; j >= 0 && (low[candidates[j] as number] as number) > key; j--) candidates[j + 1] = candidates[j] as number;
      candidates[j + 1] = p;
    }
  }
}
