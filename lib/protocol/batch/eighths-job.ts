/** Eighths of points for a hint file: (8⁻¹ mod ℓ)·P, which is in the subgroup with P. */
import { invertScalar } from '../../crypto/order';
import { COST, type Pace } from '../../crypto/pace';
import { encodePointList, multiplyEachPublic } from '../../crypto/points';
import { requirePoints } from './commitments';

export interface EighthsJob {
  readonly kind: 'eighths';
  /** Encodings of points. */
  readonly points: Uint8Array;
}

export interface EighthsTerms {
  /** Encodings of their eighths. */
  readonly eighths: Uint8Array;
}

const EIGHTH = invertScalar(8n);

export async function runEighthsJob(job: EighthsJob, pace: Pace): Promise<EighthsTerms> {
  const points = requirePoints(job.points);
  const eighths = encodePointList(multiplyEachPublic(points, new Array(points.length).fill(EIGHTH)));
  await pace.spend(points.length * COST.multiply);
  return { eighths };
}
