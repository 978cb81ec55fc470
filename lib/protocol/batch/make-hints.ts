/** Makes the hint file of an archive from the archive alone. */

import type { ScannedArchive } from '../archive';
import { hintFile } from '../hints';
import { Refusal } from '../refusal';
import type { BallotsTerms } from './ballot-job';
import type { DecryptionTerms } from './decryption-job';
import type { EighthsTerms } from './eighths-job';
import { ballotJobs, decryptionJobs, shuffleJobs } from './equations';
import type { Job, JobRunner } from './jobs';
import { joinBytes, runs } from './point-table';
import type { ShuffleTerms } from './shuffle-job';
import { readStatement } from './statement';
import { Doubt, POINT_BYTES } from './text-reader';

const EIGHTHS_AT_ONCE = 1024;

/** Groups of `widths[i]` points of `lists[i]`, taking turns. */
function interleave(lists: readonly Uint8Array[], widths: readonly number[]): Uint8Array {
  const joined = new Uint8Array(lists.reduce((length, list) => length + list.length, 0));
  const from = lists.map(() => 0);
  for (let at = 0; at < joined.length; ) {
    for (const [i, list] of lists.entries()) {
      const start = from[i] as number;
      const end = start + (widths[i] as number) * POINT_BYTES;
      joined.set(list.subarray(start, end), at);
      at += end - start;
      from[i] = end;
    }
  }
  return joined;
}

async function runAll(runner: JobRunner, jobs: readonly Job[]) {
  const terms = await runner.run(jobs);
  if (!terms) throw new Doubt();
  return terms;
}

/** Every point that the file hints at, in its order. */
async function hintedPoints(archive: ScannedArchive, runner: JobRunner): Promise<Uint8Array> {
  const statement = readStatement(archive, () => true);
  const ballots = (await runAll(runner, ballotJobs(statement, null, runner.lanes))) as BallotsTerms[];
  const shuffles = (await runAll(runner, shuffleJobs(statement))) as ShuffleTerms[];
  const decryptions = (await runAll(runner, decryptionJobs(statement, null, null))) as DecryptionTerms[];
  return joinBytes([
    statement.credentialPoints,
    interleave([statement.ballotPoints, joinBytes(ballots.map(({ commitments }) => commitments))], [2, 2]),
    ...shuffles.map(({ points }) => points),
    ...decryptions.map(({ points, commitments }) => interleave([points, commitments], [1, 2])),
  ]);
}

/**
 * The hint file of an archive whose events are in order, or null if its texts, hashes or challenges are not right: then
 * no hints would help. Whether the proofs hold is not looked at.
 */
export async function makeHints(
  bytes: Uint8Array,
  archive: ScannedArchive,
  runner: JobRunner,
): Promise<Uint8Array | null> {
  try {
    const points = await hintedPoints(archive, runner);
    const jobs = runs(points.length / POINT_BYTES, EIGHTHS_AT_ONCE, runner.lanes).map(
      ([start, end]): Job => ({ kind: 'eighths', points: points.slice(start * POINT_BYTES, end * POINT_BYTES) }),
    );
    const made = (await runAll(runner, jobs)) as EighthsTerms[];
    return hintFile(
      bytes,
      made.map(({ eighths }) => eighths),
    );
  } catch (error) {
    if (error instanceof Doubt || error instanceof Refusal) return null;
    throw error;
  }
}
