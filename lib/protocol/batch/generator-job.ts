import { chainGenerator, generatorList } from '../../crypto/generators';
import { G, modOrder, pointBytes } from '../../crypto/group';
import type { Pace } from '../../crypto/pace';
import { multiScalarSum, PointList } from '../../crypto/points';
import { requirePoints } from './commitments';
import { ScalarList } from './scalars';

/** What the points that belong to no record, and those of which there are few, add to the sum of all equations. */
export interface GeneratorsJob {
  readonly kind: 'generators';
  /** Coefficients of h₀, h₁, … */
  readonly generators: Uint8Array;
  readonly base: bigint;
  readonly chainBase: bigint;
  /** Encodings of points that are known to lie in the subgroup, and their coefficients. */
  readonly others: readonly { readonly point: Uint8Array; readonly coefficient: bigint }[];
}

export interface GeneratorsTerms {
  /** Encoding of the sum. */
  readonly sum: Uint8Array;
}

export async function runGeneratorsJob(job: GeneratorsJob, pace: Pace): Promise<GeneratorsTerms> {
  const coefficients = new ScalarList(job.generators);
  const others = job.others.map(({ point }) => requirePoints(point));
  const points = PointList.join([
    await generatorList(coefficients.length, pace),
    PointList.from([G, chainGenerator().point]),
    ...others,
  ]);
  const rest = [job.base, job.chainBase, ...job.others.map(({ coefficient }) => coefficient)].map(modOrder);
  return { sum: pointBytes(await multiScalarSum(points, [...coefficients.toArray(), ...rest], pace)) };
}
