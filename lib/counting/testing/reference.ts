import { createHash } from 'node:crypto';
import type { CountingContest, TieOrder } from '../types';

/**
 * A slow second implementation, written from the definitions and sharing no code with the first: one purse per voter,
 * a fraction for every amount, every candidate looked at in every round.
 */

/** num / den with den > 0, in lowest terms. */
export type Fraction = readonly [num: bigint, den: bigint];

export interface ReferenceOutcome {
  readonly winners: readonly string[];
  readonly totalCost: bigint;
  /** ρ of the winners that were bought by shares. */
  readonly rhos: readonly Fraction[];
  /** Sets of candidates with the same smallest ρ, in the rounds of the run that counts. */
  readonly ties: readonly (readonly string[])[];
  readonly increments: number;
  /** What the supporters of each project had left after the last purchase. */
  readonly supportersMoney: ReadonlyMap<string, Fraction>;
}

function fraction(num: bigint, den: bigint): Fraction {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  const divisor = gcd(num, den) || 1n;
  return [num / divisor, den / divisor];
}
const plus = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
const minus = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
const over = (a: Fraction, b: bigint): Fraction => fraction(a[0], a[1] * b);
const less = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
const smaller = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? a : b);

/** The ballots one by one: indices of the approved projects. */
export type Approvals = readonly (readonly number[])[];

function votesOf(approvals: Approvals, project: number): number {
  return approvals.filter((approved) => approved.includes(project)).length;
}

/** Whether project a goes before project b among equals. */
function goesBefore(contest: CountingContest, approvals: Approvals, order: TieOrder, a: number, b: number): boolean {
  const [pa, pb] = [contest.projects[a], contest.projects[b]];
  if (!pa || !pb) throw new Error('no such project');
  if (order.kind !== 'lexicographic' && pa.costMinor !== pb.costMinor) return pa.costMinor < pb.costMinor;
  if (order.kind !== 'default') return Buffer.compare(Buffer.from(pa.id), Buffer.from(pb.id)) < 0;
  const [va, vb] = [votesOf(approvals, a), votesOf(approvals, b)];
  if (va !== vb) return va > vb;
  const lot = (id: string): string =>
    createHash('sha256').update(Buffer.from(order.seed, 'hex')).update(id, 'utf8').digest('hex');
  return lot(pa.id) < lot(pb.id);
}

export function referenceGreedy(contest: CountingContest, approvals: Approvals, order: TieOrder, won: number[] = []) {
  const winners = [...won];
  let left = contest.budgetMinor - winners.reduce((sum, p) => sum + (contest.projects[p]?.costMinor ?? 0n), 0n);
  const waiting = new Set(contest.projects.keys());
  for (const p of winners) waiting.delete(p);
  while (waiting.size > 0) {
    let first: number | null = null;
    for (const p of waiting) {
      if (first === null) first = p;
      else {
        const [vp, vf] = [votesOf(approvals, p), votesOf(approvals, first)];
        if (vp > vf || (vp === vf && goesBefore(contest, approvals, order, p, first))) first = p;
      }
    }
    const next = first as number;
    waiting.delete(next);
    const cost = contest.projects[next]?.costMinor ?? 0n;
    if (cost <= left) {
      winners.push(next);
      left -= cost;
    }
  }
  return { winners: winners.map((p) => contest.projects[p]?.id ?? ''), totalCost: contest.budgetMinor - left };
}

/** The smallest share q with Σ min(purse, q) = cost, trying every number of voters who pay all that they have. */
function shareOf(cost: bigint, purses: readonly Fraction[]): Fraction | null {
  if (cost === 0n) return [0n, 1n];
  const ascending = [...purses].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  let poor: Fraction = [0n, 1n];
  for (let i = 0; i < ascending.length; i++) {
    const q = over(minus([cost, 1n], poor), BigInt(ascending.length - i));
    if (!less(ascending[i] as Fraction, q)) return q;
    poor = plus(poor, ascending[i] as Fraction);
  }
  return null;
}

interface Run {
  readonly winners: readonly number[];
  readonly rhos: readonly Fraction[];
  readonly ties: readonly (readonly number[])[];
  readonly purses: readonly Fraction[];
  readonly cost: bigint;
}

function equalShares(contest: CountingContest, approvals: Approvals, order: TieOrder, start: Fraction): Run {
  let purses = approvals.map(() => start);
  const [winners, rhos, ties]: [number[], Fraction[], number[][]] = [[], [], []];
  for (;;) {
    let best: Fraction | null = null;
    let candidates: { readonly project: number; readonly share: Fraction }[] = [];
    contest.projects.forEach(({ costMinor }, project) => {
      const supporters = purses.filter((_, voter) => approvals[voter]?.includes(project));
      if (winners.includes(project) || supporters.length === 0) return;
      const share = shareOf(costMinor, supporters);
      if (share === null) return;
      const rho = costMinor === 0n ? share : over(share, costMinor);
      if (best === null || less(rho, best)) [best, candidates] = [rho, []];
      if (!less(best, rho)) candidates.push({ project, share });
    });
    if (best === null) break;
    candidates.sort((a, b) => (goesBefore(contest, approvals, order, a.project, b.project) ? -1 : 1));
    const chosen = candidates[0] as (typeof candidates)[number];
    if (candidates.length > 1) ties.push(candidates.map(({ project }) => project));
    winners.push(chosen.project);
    rhos.push(best);
    purses = purses.map((purse, voter) =>
      approvals[voter]?.includes(chosen.project) ? minus(purse, smaller(purse, chosen.share)) : purse,
    );
  }
  const cost = winners.reduce((sum, p) => sum + (contest.projects[p]?.costMinor ?? 0n), 0n);
  return { winners, rhos, ties, purses, cost };
}

/** Equal shares with cost utility: `step` null for no completion, else add1u. There must be at least one ballot. */
export function referenceEqualShares(
  contest: CountingContest,
  approvals: Approvals,
  order: TieOrder,
  step: Fraction | null,
): ReferenceOutcome {
  const budget = contest.budgetMinor;
  const amount = (k: bigint): Fraction =>
    plus(fraction(budget, BigInt(approvals.length)), step ? fraction(step[0] * k, step[1]) : [0n, 1n]);
  let increments = 0;
  let run = equalShares(contest, approvals, order, amount(0n));
  const supported = contest.projects.filter((_, p) => votesOf(approvals, p) > 0).length;
  const allFit = contest.projects.reduce((sum, { costMinor }) => sum + costMinor, 0n) <= budget;
  while (step && !allFit && run.winners.length < supported) {
    const next = equalShares(contest, approvals, order, amount(BigInt(increments + 1)));
    if (next.cost > budget) break;
    run = next;
    increments++;
  }
  const id = (p: number): string => contest.projects[p]?.id ?? '';
  const filled = step ? referenceGreedy(contest, approvals, order, [...run.winners]) : null;
  const supportersMoney = contest.projects.map(({ id: name }, p): [string, Fraction] => {
    const theirs = run.purses.filter((_, voter) => approvals[voter]?.includes(p));
    return [name, theirs.reduce(plus, [0n, 1n] as Fraction)];
  });
  return {
    winners: filled?.winners ?? run.winners.map(id),
    totalCost: filled?.totalCost ?? run.cost,
    rhos: run.rhos,
    ties: run.ties.map((tied) => tied.map(id)),
    increments,
    supportersMoney: new Map(supportersMoney),
  };
}
