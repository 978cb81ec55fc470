import type { Rational } from '../rational';

/**
 * The ledger of one run of the Method of Equal Shares, and exact arithmetic on it.
 *
 * Before the purchase of winner j a voter either has nothing left (from then on for good), or exactly
 * b₀ − Σ qᵢ over the earlier winners that she supports. So with integers alone
 *
 *   q_j = (c_j − exhausted_j·b₀ + Σᵢ payers_jᵢ·qᵢ) / sharers_j,
 *
 * where payers_jᵢ counts those exhausted by j who had paid qᵢ. With D₋₁ = denominator of b₀ and D_j = D_{j−1}·sharers_j,
 * N_j = q_j·D_j is a whole number: no greatest common divisors are needed on the way.
 */
export class ShareLedger {
  readonly sharers: number[] = [];
  readonly exhausted: number[] = [];
  readonly payers: Int32Array[] = [];
  private readonly costs: bigint[] = [];
  /** N_j; computed when first asked for. */
  private readonly numerators: bigint[] = [];
  /** All known q, and b₀, over the latest D. */
  private common: { readonly count: number; readonly start: bigint; readonly shares: readonly bigint[] } | null = null;
  private denominators: bigint[] = [];

  constructor(readonly startingAmount: Rational) {}

  push(cost: bigint, sharers: number, exhausted: number, payers: Int32Array): void {
    this.costs.push(cost);
    this.sharers.push(sharers);
    this.exhausted.push(exhausted);
    this.payers.push(payers);
  }

  /** D_j, the denominator over which all amounts after purchase j are whole; j = −1 before the first. */
  private denominatorAfter(j: number): bigint {
    if (j < 0) return this.startingAmount.denominator;
    for (let i = this.denominators.length; i <= j; i++) {
      this.denominators.push(this.denominatorAfter(i - 1) * BigInt(this.sharers[i] as number));
    }
    return this.denominators[j] as bigint;
  }

  /** N_j by Horner's scheme: before step i the sum is over D_{i−1}, after it over D_i. */
  private numeratorOf(j: number): bigint {
    for (let k = this.numerators.length; k <= j; k++) {
      const payers = this.payers[k] as Int32Array;
      let sum = -BigInt(this.exhausted[k] as number) * this.startingAmount.numerator;
      for (let i = 0; i < k; i++) {
        sum *= BigInt(this.sharers[i] as number);
        if (payers[i] !== 0) sum += BigInt(payers[i] as number) * (this.numerators[i] as bigint);
      }
      this.numerators.push(sum + (this.costs[k] as bigint) * this.denominatorAfter(k - 1));
    }
    return this.numerators[j] as bigint;
  }

  /** q_j as numerator and denominator, not in lowest terms. */
  share(j: number): Rational {
    return { numerator: this.numeratorOf(j), denominator: this.denominatorAfter(j) };
  }

  /** The denominator over which `balance` gives its numerators. */
  get denominator(): bigint {
    return this.denominatorAfter(this.sharers.length - 1);
  }

  /** What a voter who was never exhausted and paid these winners' shares has left, over `denominator`. */
  balance(paid: Iterable<number>): bigint {
    const { start, shares } = this.atCommonDenominator();
    let left = start;
    for (const j of paid) left -= shares[j] as bigint;
    return left;
  }

  private atCommonDenominator(): NonNullable<typeof this.common> {
    const count = this.sharers.length;
    if (this.common?.count === count) return this.common;
    const shares: bigint[] = [];
    let factor = 1n;
    for (let j = count - 1; j >= 0; j--) {
      shares[j] = this.numeratorOf(j) * factor;
      factor *= BigInt(this.sharers[j] as number);
    }
    this.common = { count, start: this.startingAmount.numerator * factor, shares };
    return this.common;
  }
}

/** A group of supporters with the same amount left: `voters` ballots, `left` over the ledger's denominator. */
export interface Purse {
  readonly voters: number;
  readonly left: bigint;
}

/**
 * The share q with Σ min(leftᵢ, q) = cost, or null if all of them together have less than the cost.
 *
 * @param purses amounts over `denominator`, all positive
 */
export function exactShare(cost: bigint, purses: readonly Purse[], denominator: bigint): Rational | null {
  const ascending = [...purses].sort((a, b) => (a.left < b.left ? -1 : a.left > b.left ? 1 : 0));
  let rest = cost * denominator;
  let payers = purses.reduce((sum, { voters }) => sum + voters, 0);
  for (const { voters, left } of ascending) {
    if (left * BigInt(payers) >= rest) return { numerator: rest, denominator: denominator * BigInt(payers) };
    rest -= left * BigInt(voters);
    payers -= voters;
  }
  return null;
}
