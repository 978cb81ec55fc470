/** Verifying a shuffle. See `shuffle.ts` for the sources. */
import { chainGenerator, prepareGenerators, shuffleGenerator } from './generators';
import { encodePoint, G, IDENTITY, modOrder } from './group';
import { bytesToInteger } from './hash';
import { LinearCombination, sumCost } from './multi-scalar';
import type { Pace } from './pace';
import type { RandomBytes } from './random';
import { at, inputChallenges, proofChallenge, type ShuffleStatement, statementText } from './shuffle';

/** Work of {@link verifyShuffle} for `n` ciphertexts, in point additions. */
export function verifyShuffleCost(n: number): number {
  return sumCost(8 * n + 8);
}

export type ShuffleVerdict =
  | { ok: true }
  | { ok: false; code: 'wrong_length' }
  /** `equation`: `t1`, `t2`, `t3`, `t41`, `t42` or `tHat` with the item's number from 0. */
  | { ok: false; code: 'bad_proof'; equation: string };

/** The scalars that all verification equations share. */
interface Challenges {
  readonly u: readonly bigint[];
  readonly product: bigint;
  readonly c: bigint;
}

/** Adds weight·(equation) to a combination that must come out as the identity. */
type Equation = { name: string; add: (sum: LinearCombination, weight: bigint) => void };

const BASE = encodePoint(G);

/** t₁ = s₁·G − c·(Σ c_j − Σ h_i): the commitment opens to a permutation matrix times the generators. */
function openingEquation({ proof }: ShuffleStatement, { c }: Challenges): Equation {
  return {
    name: 't1',
    add: (sum, k) => {
      sum.add(proof.t1, k);
      sum.add(BASE, -k * proof.s1);
      for (const [i, commitment] of proof.commitments.entries()) {
        sum.add(commitment, c * k);
        sum.add(shuffleGenerator(i), -c * k);
      }
    },
  };
}

/** t₂ = s₂·G − c·(ĉ_{n−1} − (Π u_i)·h): the challenges at the outputs have the product of those at the inputs. */
function productEquation({ proof }: ShuffleStatement, { c, product }: Challenges): Equation {
  return {
    name: 't2',
    add: (sum, k) => {
      sum.add(proof.t2, k);
      sum.add(BASE, -k * proof.s2);
      sum.add(at(proof.chain, proof.chain.length - 1), c * k);
      sum.add(chainGenerator(), -c * modOrder(k * product));
    },
  };
}

/** t₃ = s₃·G + Σ s'_i·h_i − c·Σ u_j·c_j: the same permutation moves the challenges. */
function challengeEquation({ proof }: ShuffleStatement, { c, u }: Challenges): Equation {
  return {
    name: 't3',
    add: (sum, k) => {
      sum.add(proof.t3, k);
      sum.add(BASE, -k * proof.s3);
      for (const [i, commitment] of proof.commitments.entries()) {
        sum.add(commitment, c * modOrder(k * at(u, i)));
        sum.add(shuffleGenerator(i), -k * at(proof.sPrimes, i));
      }
    },
  };
}

/** t₄ = −s₄·base + Σ s'_i·e'_i − c·Σ u_j·e_j, for one part of the ciphertexts: the output re-encrypts the input. */
function encryptionEquation(
  { input, output, context, proof }: ShuffleStatement,
  { c, u }: Challenges,
  part: 'alpha' | 'beta',
): Equation {
  const [name, commitment, base] =
    part === 'beta' ? (['t41', proof.t41, context.electionKey] as const) : (['t42', proof.t42, BASE] as const);
  return {
    name,
    add: (sum, k) => {
      sum.add(commitment, k);
      sum.add(base, k * proof.s4);
      for (const [j, item] of input.entries()) sum.add(item[part], c * modOrder(k * at(u, j)));
      for (const [i, item] of output.entries()) sum.add(item[part], -k * at(proof.sPrimes, i));
    },
  };
}

function allEquations(statement: ShuffleStatement, challenges: Challenges): Equation[] {
  return [
    openingEquation(statement, challenges),
    productEquation(statement, challenges),
    challengeEquation(statement, challenges),
    encryptionEquation(statement, challenges, 'beta'),
    encryptionEquation(statement, challenges, 'alpha'),
    ...chainEquations(statement, challenges),
  ];
}

/** t̂_i = ŝ_i·G + s'_i·ĉ_{i−1} − c·ĉ_i. */
function chainEquations({ proof }: ShuffleStatement, { c }: Challenges): Equation[] {
  return proof.tHats.map((tHat, i) => ({
    name: `tHat ${i}`,
    add: (sum, k) => {
      sum.add(tHat, k);
      sum.add(BASE, -k * at(proof.sHats, i));
      sum.add(proof.chain[i - 1] ?? chainGenerator(), -k * at(proof.sPrimes, i));
      sum.add(at(proof.chain, i), c * k);
    },
  }));
}

function hasLengths({ input, output, proof }: ShuffleStatement): boolean {
  const lists = [output, proof.tHats, proof.sHats, proof.sPrimes, proof.commitments, proof.chain];
  return input.length > 0 && lists.every((items) => items.length === input.length);
}

/** 128 random bits, never 0. */
function randomWeight(random: RandomBytes): bigint {
  return bytesToInteger(random(16)) | 1n;
}

/**
 * Verifies a shuffle in one random linear combination of its n + 5 equations (weights of 128 bits), then, if that fails,
 * one by one to name the culprit. Every point must be known to lie in the prime-order subgroup.
 */
export async function verifyShuffle(
  statement: ShuffleStatement,
  random: RandomBytes,
  pace: Pace,
): Promise<ShuffleVerdict> {
  if (!hasLengths(statement)) return { ok: false, code: 'wrong_length' };
  const { context, input, output, proof } = statement;
  const text = statementText(input, output, proof.commitments);
  const u = await inputChallenges(context, text, input.length, pace);
  await prepareGenerators(input.length, pace);
  const c = proofChallenge(context, text, proof, proof.chain);
  const challenges = { u, product: u.reduce((product, next) => modOrder(product * next), 1n), c };
  const equations = allEquations(statement, challenges);
  const all = new LinearCombination();
  for (const equation of equations) equation.add(all, randomWeight(random));
  if ((await all.sum(pace)).equals(IDENTITY)) return { ok: true };
  for (const equation of equations) {
    const one = new LinearCombination();
    equation.add(one, 1n);
    if (!(await one.sum(pace)).equals(IDENTITY)) return { ok: false, code: 'bad_proof', equation: equation.name };
  }
  throw new Error('the combination of true equations is false: arithmetic fault');
}
