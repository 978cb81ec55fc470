import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { Deps } from '@/lib/server/deps';
import { toPabulib } from './pabulib';

/** What is published with a result beside the bundle itself. */
const EXTRA = ['verification.json'];

type StoredFile = { name: string; content: Uint8Array };

/** All files of a counted contest's verification bundle; empty before the count. */
async function listFiles(
  deps: Pick<Deps, 'db'>,
  contestId: string,
): Promise<{ uuid: string; time: number; files: StoredFile[] } | null> {
  const election = await deps.db.election.findUnique({
    where: { contestId },
    select: { id: true, archiveTime: true, files: { orderBy: { name: 'asc' }, select: { name: true, content: true } } },
  });
  return election?.files.length ? { uuid: election.id, time: election.archiveTime, files: election.files } : null;
}

/** One published file, or the counted ballots as Pabulib (`counted.pb`). */
export async function getFile(deps: Pick<Deps, 'db'>, contestId: string, name: string): Promise<Uint8Array | null> {
  const published = await listFiles(deps, contestId);
  if (!published) return null;
  if (name === 'counted.pb') return toPabulib(new Map(published.files.map((file) => [file.name, file.content])));
  return published.files.find((file) => file.name === name)?.content ?? null;
}

/** The verification bundle as a tar: same files, same order, same times, so that everyone downloads the same bytes. */
export async function packBundle(
  deps: Pick<Deps, 'db'>,
  contestId: string,
): Promise<{ name: string; tar: ReadableStream } | null> {
  const published = await listFiles(deps, contestId);
  if (!published) return null;
  const { uuid, time } = published;
  const tar = pack();
  for (const { name, content } of published.files) {
    if (!EXTRA.includes(name))
      tar.entry({ name: `${uuid}/${name}`, mtime: new Date(time * 1000) }, Buffer.from(content));
  }
  tar.finalize();
  return { name: `${uuid}.tar`, tar: Readable.toWeb(Readable.from(tar)) as ReadableStream };
}
