/**
 * A run of the archive's points: each is a point of the prime-order subgroup in canonical form, and what they add to the
 * sum of all equations.
 */
import { IDENTITY, pointBytes } from '../../crypto/group';
import { COST, type Pace } from '../../crypto/pace';
import {
  addEach,
  areInSubgroup,
  encodePointList,
  multiplyEachPublic,
  multiScalarSum,
  type PointList,
  pointsFromEighths,
  subtractEach,
} from '../../crypto/points';
import { sameBytes } from '../bytes';
import { requirePoints, requireSound } from './commitments';
import { Doubt } from './text-reader';

export interface PointsJob {
  readonly kind: 'points';
  /** Encodings, 32 bytes each. */
  readonly points: Uint8Array;
  /** As many coefficients. */
  readonly coefficients: Uint8Array;
  /** An eighth of each point; null tests membership without help. */
  readonly hints: Uint8Array | null;
  /** The points are as many β, then as many factors for each weight: the weighted factors decrypt the β. */
  readonly opening?: { readonly weights: readonly bigint[] };
}

export interface PointsTerms {
  /** Encoding of Σ coefficient·point. */
  readonly sum: Uint8Array;
  /** Encodings of the plaintexts, if the job is an opening. */
  readonly plaintexts: Uint8Array | null;
}

function requireMembers(job: PointsJob): PointList {
  if (!job.hints) {
    const points = requirePoints(job.points);
    if (areInSubgroup(points).includes(0)) throw new Doubt();
    return points;
  }
  const { points, encodings, faults } = pointsFromEighths(job.hints);
  requireSound(faults);
  if (!sameBytes(encodings, job.points)) throw new Doubt();
  return points;
}

function openAll(points: PointList, weights: readonly bigint[]): Uint8Array {
  const n = points.length / (1 + weights.length);
  let masks: PointList | undefined;
  for (const [i, weight] of weights.entries()) {
    const factors = points.slice((i + 1) * n, (i + 2) * n);
    const mask = weight === 1n ? factors : multiplyEachPublic(factors, new Array(n).fill(weight));
    masks = masks ? addEach(masks, mask) : mask;
  }
  const betas = points.slice(0, n);
  return encodePointList(masks ? subtractEach(betas, masks) : betas);
}

export async function runPointsJob(job: PointsJob, pace: Pace): Promise<PointsTerms> {
  const points = requireMembers(job);
  await pace.spend(points.length * (COST.decode + (job.hints ? 0 : COST.subgroup)));
  const sum = points.length === 0 ? IDENTITY : await multiScalarSum(points, job.coefficients, pace);
  return { sum: pointBytes(sum), plaintexts: job.opening ? openAll(points, job.opening.weights) : null };
}
