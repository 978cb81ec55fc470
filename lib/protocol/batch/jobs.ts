/**
 * The verification of an archive in parts that share nothing but bytes, so that they can run in any order, one after the
 * other or in workers. Each part is exact where exactness is needed (texts, hashes, membership) and leaves equations,
 * already weighed, as coefficients of points; the equations hold if everything adds up to the neutral element.
 */
import type { Pace } from '../../crypto/pace';
import type { RandomBytes } from '../../crypto/random';
import { type BallotsJob, type BallotsTerms, runBallotsJob } from './ballot-job';
import { type DecryptionJob, type DecryptionTerms, runDecryptionJob } from './decryption-job';
import { type EighthsJob, type EighthsTerms, runEighthsJob } from './eighths-job';
import { type GeneratorsJob, type GeneratorsTerms, runGeneratorsJob } from './generator-job';
import { type PointsJob, type PointsTerms, runPointsJob } from './point-job';
import { runShuffleJob, type ShuffleJob, type ShuffleTerms } from './shuffle-job';
import { Doubt } from './text-reader';

export type Job = BallotsJob | ShuffleJob | DecryptionJob | PointsJob | GeneratorsJob | EighthsJob;

interface TermsOf {
  ballots: BallotsTerms;
  shuffle: ShuffleTerms;
  decryption: DecryptionTerms;
  points: PointsTerms;
  generators: GeneratorsTerms;
  eighths: EighthsTerms;
}

export type Terms<J extends Job = Job> = TermsOf[J['kind']];

export interface JobRunner {
  /** How many jobs run at a time. */
  readonly lanes: number;
  /**
   * Runs jobs and returns their terms in order, or null once one of them doubts. The random source of whoever runs a
   * job must be unpredictable to whoever made the archive.
   */
  readonly run: <J extends Job>(jobs: readonly J[]) => Promise<Terms<J>[] | null>;
}

function start(job: Job, random: RandomBytes, pace: Pace): Promise<Terms> {
  switch (job.kind) {
    case 'ballots':
      return runBallotsJob(job, random, pace);
    case 'shuffle':
      return runShuffleJob(job, random, pace);
    case 'decryption':
      return runDecryptionJob(job, random, pace);
    case 'points':
      return runPointsJob(job, pace);
    case 'generators':
      return runGeneratorsJob(job, pace);
    case 'eighths':
      return runEighthsJob(job, pace);
  }
}

/** Runs one job; null if it cannot vouch for its part of the archive. */
export async function runJob(job: Job, random: RandomBytes, pace: Pace): Promise<Terms | null> {
  try {
    return await start(job, random, pace);
  } catch (error) {
    if (error instanceof Doubt) return null;
    throw error;
  }
}

/** Runs jobs here, one after the other. */
export function oneByOne(random: RandomBytes, pace: Pace): JobRunner {
  const run = async <J extends Job>(jobs: readonly J[]) => {
    const terms: Terms<J>[] = [];
    for (const job of jobs) {
      const found = await runJob(job, random, pace);
      if (found === null) return null;
      terms.push(found as Terms<J>);
    }
    return terms;
  };
  return { lanes: 1, run };
}
