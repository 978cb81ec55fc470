import { Pace, type Progress } from '../crypto/pace';
import type { RandomBytes } from '../crypto/random';
import { requireArchive } from './archive';
import { type JobRunner, oneByOne } from './batch/jobs';
import { makeHints } from './batch/make-hints';
import { requireEventOrder } from './event-order';
import { Refusal } from './refusal';

/**
 * The hint file of a complete archive (PBHINT1), made from the archive alone; null if the archive is not one that could
 * verify. Work of some milliseconds per ballot.
 */
export async function hintsOf(
  bytes: Uint8Array,
  options: { random: RandomBytes; runner?: JobRunner; onProgress?: Progress | undefined },
): Promise<Uint8Array | null> {
  const pace = new Pace(0, options.onProgress);
  try {
    const archive = requireArchive(bytes);
    requireEventOrder(archive.events, 'result');
    const hints = await makeHints(bytes, archive, options.runner ?? oneByOne(options.random, pace));
    pace.finish();
    return hints;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
