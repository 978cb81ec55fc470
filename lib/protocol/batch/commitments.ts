/**
 * The commitments of compact proofs, which an archive does not hold: opened from hints, and then their equations are
 * still to be shown; or computed from the proofs, and then nothing is left to show but the challenges.
 */
import { G, IDENTITY, pointBytes } from '../../crypto/group';
import { COST, type Pace } from '../../crypto/pace';
import {
  decodePoints,
  encodePointList,
  multiplyAddEachPublic,
  multiplyBasePublic,
  multiplyEachPublic,
  multiScalarSum,
  type PointList,
  pointsFromEighths,
} from '../../crypto/points';
import { areZero } from '../bytes';
import { Doubt, POINT_BYTES } from './text-reader';

export interface Commitments {
  /** 32 bytes each. */
  readonly encodings: Uint8Array;
  /** Encoding of Σ weight·commitment; that of the identity where none is weighed. */
  readonly sum: Uint8Array;
}

/** Points multiplied at once. */
const CHUNK = 2048;
/** Points summed at once: enough for a sum to be cheap, few enough to fit into little memory. */
export const SUM_CHUNK = 16_384;

export function requireSound(faults: Uint8Array): void {
  if (!areZero(faults, 0, faults.length)) throw new Doubt();
}

/** Decodes points that must be points of the curve; the subgroup is not looked at. */
export function requirePoints(encodings: Uint8Array): PointList {
  const { points, faults } = decodePoints(encodings);
  requireSound(faults);
  return points;
}

/** Commitments 8·Q from their eighths Q, with the sum that their weights give. */
export async function openedCommitments(
  hints: Uint8Array,
  weights: readonly bigint[],
  pace: Pace,
): Promise<Commitments> {
  const encodings = new Uint8Array(hints.length);
  let sum = IDENTITY;
  for (let start = 0; start < weights.length; start += SUM_CHUNK) {
    const end = Math.min(start + SUM_CHUNK, weights.length);
    const opened = pointsFromEighths(hints.subarray(start * POINT_BYTES, end * POINT_BYTES));
    requireSound(opened.faults);
    encodings.set(opened.encodings, start * POINT_BYTES);
    sum = sum.add(await multiScalarSum(opened.points, weights.slice(start, end), pace));
    await pace.spend((end - start) * COST.decode);
  }
  return { encodings, sum: pointBytes(sum) };
}

/** s·G + c·X for proofs of knowledge of the logarithms of `keys` (encodings). */
export async function knowledgeCommitments(
  keys: Uint8Array,
  challenges: readonly bigint[],
  responses: readonly bigint[],
  pace: Pace,
): Promise<Commitments> {
  const encodings = new Uint8Array(keys.length);
  for (let start = 0; start < challenges.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, challenges.length);
    const points = requirePoints(keys.subarray(start * POINT_BYTES, end * POINT_BYTES));
    const products = multiplyEachPublic(points, challenges.slice(start, end));
    const sums = multiplyBasePublic(responses.slice(start, end), G, products);
    encodings.set(encodePointList(sums), start * POINT_BYTES);
    await pace.spend((end - start) * (COST.decode + COST.fixedMultiply + COST.multiply));
  }
  return { encodings, sum: pointBytes(IDENTITY) };
}

/** s·G + c·X and s·α + c·F, alternating, for the proofs of one partial decryption. */
export async function decryptionCommitments(
  statement: { key: Uint8Array; alphas: Uint8Array; factors: Uint8Array },
  challenges: readonly bigint[],
  responses: readonly bigint[],
  pace: Pace,
): Promise<Commitments> {
  const encodings = new Uint8Array(2 * statement.alphas.length);
  const key = requirePoints(statement.key).at(0);
  for (let start = 0; start < challenges.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, challenges.length);
    const [c, s] = [challenges.slice(start, end), responses.slice(start, end)];
    const points = (list: Uint8Array) => requirePoints(list.subarray(start * POINT_BYTES, end * POINT_BYTES));
    const first = encodePointList(multiplyBasePublic(s, G, multiplyBasePublic(c, key)));
    const second = encodePointList(multiplyAddEachPublic(points(statement.alphas), s, points(statement.factors), c));
    for (let i = 0; i < c.length; i++) {
      const at = 2 * (start + i) * POINT_BYTES;
      encodings.set(first.subarray(i * POINT_BYTES, (i + 1) * POINT_BYTES), at);
      encodings.set(second.subarray(i * POINT_BYTES, (i + 1) * POINT_BYTES), at + POINT_BYTES);
    }
    await pace.spend((end - start) * (2 * COST.decode + 2 * COST.fixedMultiply + COST.multiply));
  }
  return { encodings, sum: pointBytes(IDENTITY) };
}
