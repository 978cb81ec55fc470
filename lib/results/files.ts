import { Readable } from 'node:stream';
import { type Pack, pack } from 'tar-stream';
import type { Deps } from '@/lib/server/deps';
import { toPabulib } from './pabulib';

/** What is published with a result beside the bundle itself. */
const EXTRA = ['verification.json'];
/** What the counted ballots are written from as Pabulib. */
const PABULIB_PARTS = ['description.json', 'counted.json'];

type Reads = Pick<Deps, 'db'>;

/** Published files never change, and large ones take long to write as Pabulib: those asked for last are kept. */
const keptPabulib = new Map<string, Uint8Array>();
const MOST_KEPT = 4;

/** One published file, or the counted ballots as Pabulib (`counted.pb`). */
export async function getFile(deps: Reads, contestId: string, name: string): Promise<Uint8Array | null> {
  if (name === 'counted.pb') return getPabulib(deps, contestId);
  const [file] = await readFiles(deps, contestId, [name]);
  return file?.content ?? null;
}

const readFiles = ({ db }: Reads, contestId: string, names: readonly string[]) =>
  db.electionFile.findMany({
    where: { election: { contestId }, name: { in: [...names] } },
    select: { name: true, content: true },
  });

async function getPabulib(deps: Reads, contestId: string): Promise<Uint8Array | null> {
  const known = keptPabulib.get(contestId);
  if (known) return known;
  const parts = await readFiles(deps, contestId, PABULIB_PARTS);
  if (parts.length < PABULIB_PARTS.length) return null;
  const written = toPabulib(new Map(parts.map(({ name, content }) => [name, content])));
  if (keptPabulib.size >= MOST_KEPT) keptPabulib.delete(keptPabulib.keys().next().value as string);
  keptPabulib.set(contestId, written);
  return written;
}

/**
 * The verification bundle as a tar: same files, same order, same times, so that everyone downloads the same bytes. Only
 * one file of it is held at a time, and the next is read when the reader has taken the last.
 */
export async function packBundle(
  deps: Reads,
  contestId: string,
): Promise<{ name: string; tar: ReadableStream } | null> {
  const election = await deps.db.election.findUnique({
    where: { contestId },
    select: { id: true, archiveTime: true, files: { orderBy: { name: 'asc' }, select: { name: true } } },
  });
  if (!election?.files.length) return null;
  const names = election.files.map(({ name }) => name).filter((name) => !EXTRA.includes(name));
  const tar = pack();
  const mtime = new Date(election.archiveTime * 1000);
  fill(tar, names, async (name) => {
    const [file] = await readFiles(deps, contestId, [name]);
    return { name: `${election.id}/${name}`, mtime, content: Buffer.from(file?.content ?? []) };
  }).catch((error: Error) => tar.destroy(error));
  return { name: `${election.id}.tar`, tar: Readable.toWeb(Readable.from(tar)) as ReadableStream };
}

type Entry = { name: string; mtime: Date; content: Buffer };

async function fill(tar: Pack, names: readonly string[], read: (name: string) => Promise<Entry>): Promise<void> {
  for (const each of names) {
    const { name, mtime, content } = await read(each);
    await new Promise<void>((resolve, reject) => {
      const entry = tar.entry({ name, mtime, size: content.length }, (error) => (error ? reject(error) : resolve()));
      entry.end(content);
    });
  }
  tar.finalize();
}
