import type { Deps } from '@/lib/server/deps';
import { archiveOf, loadParts } from './election-parts';

export type ArchiveSoFar = { name: string; bytes: Uint8Array };

/** Archives that were asked for last. Anybody may ask, and making one of a large election takes seconds. */
const kept = new Map<string, { progress: string; archive: Promise<ArchiveSoFar | null> }>();
const MOST_KEPT = 2;

/** The archive so far: what a mixer or trustee verifies before touching a secret. Null before the close. */
export async function archiveSoFar(deps: Pick<Deps, 'db'>, contestId: string): Promise<ArchiveSoFar | null> {
  const progress = await progressOf(deps, contestId);
  if (progress === null) return null;
  const known = kept.get(contestId);
  if (known?.progress === progress) return known.archive;
  const archive = makeArchive(deps, contestId);
  kept.delete(contestId);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(contestId, { progress, archive });
  archive.catch(() => kept.delete(contestId));
  return archive;
}

/** After the close an archive only changes with what mixers and trustees hand in, and that only grows. */
async function progressOf({ db }: Pick<Deps, 'db'>, contestId: string): Promise<string | null> {
  const election = await db.election.findUnique({
    where: { contestId },
    select: { state: { select: { closed: true } }, _count: { select: { mixes: true, decryptions: true } } },
  });
  return election?.state?.closed ? `${election._count.mixes}/${election._count.decryptions}` : null;
}

async function makeArchive({ db }: Pick<Deps, 'db'>, contestId: string): Promise<ArchiveSoFar | null> {
  const parts = await loadParts(db, contestId);
  return parts && { name: `${parts.id}.bel`, bytes: archiveOf(parts) };
}
