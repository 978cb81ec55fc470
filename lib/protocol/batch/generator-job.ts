import { chainGenerator, generatorList } from '../../crypto/generators';
import { G, pointBytes } from '../../crypto/group';
import type { Pace } from '../../crypto/pace';
import { multiScalarSum, PointList } from '../../crypto/points';
import { requirePoints } from './commitments';
import { joinBytes } from './point-table';
import { ScalarList } from './scalars';
import { POINT_BYTES } from './text-reader';

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
  const points = PointList.join([
    await generatorList(job.generators.length / POINT_BYTES, pace),
    PointList.from([G, chainGenerator().point]),
    ...job.others.map(({ point }) => requirePoints(point)),
  ]);
  const rest = new ScalarList(2 + job.others.length);
  for (const [i, scalar] of [job.base, job.chainBase, ...job.others.map((other) => other.coefficient)].entries()) {
    rest.set(i, scalar);
  }
  return { sum: pointBytes(await multiScalarSum(points, joinBytes([job.generators, rest.bytes]), pace)) };
}
