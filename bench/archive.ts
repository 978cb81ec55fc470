/** Whole elections of any size for the benchmark, made with our own code and kept under `.data/bench`. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ArchiveEvent } from '@/lib/protocol/archive';
import { hintsOf } from '@/lib/protocol/archive-hints';
import { HINTS_FILE_NAME } from '@/lib/protocol/hints';
import {
  archiveOf,
  castBallots,
  draftElection,
  finishElection,
  sidecarList,
} from '@/lib/protocol/testing/small-election';

export interface BenchElection {
  /** Folder with the archive, its side-cars and its hints. */
  readonly complete: string;
  /** The same without hints. */
  readonly plain: string;
  /** The archive alone, as far as the tally. */
  readonly unmixed: string;
}

const random = (length: number) => Uint8Array.from(randomBytes(length));

function upToTally(events: readonly ArchiveEvent[]): ArchiveEvent[] {
  const end = events.findIndex(({ type }) => type === 'EncryptedTally');
  return events.slice(0, end + 1);
}

/** Two mixers, two single trustees, one ballot for each of `voters` credentials; made once. */
export async function benchElection(voters: number, done: (part: number) => void): Promise<BenchElection> {
  const folder = path.resolve('.data/bench', `election-${voters}`);
  const election = {
    complete: path.join(folder, 'complete'),
    plain: path.join(folder, 'plain'),
    unmixed: path.join(folder, 'unmixed'),
  };
  if (existsSync(folder)) return election;
  const making = `${folder}.making`;
  const write = (part: string, name: string, content: string | Uint8Array) => {
    mkdirSync(path.join(making, part), { recursive: true });
    writeFileSync(path.join(making, part, name), content);
  };
  const draft = draftElection(`bench ${voters}`, voters);
  done(1);
  const { ballots } = castBallots(draft, [...draft.credentials.keys()]);
  done(2);
  const { events, sidecars } = await finishElection(draft, ballots);
  done(3);
  const archive = archiveOf(events);
  const hints = await hintsOf(archive, { random });
  if (!hints) throw new Error('an archive of our own has no hints');
  for (const part of ['complete', 'plain']) {
    write(part, 'bench.bel', archive);
    write(part, 'sidecars.json', sidecarList(sidecars));
  }
  write('complete', HINTS_FILE_NAME, hints);
  write('unmixed', 'bench.bel', archiveOf(upToTally(events)));
  // At once, so that a broken run leaves nothing that looks complete.
  renameSync(making, folder);
  done(4);
  return election;
}
