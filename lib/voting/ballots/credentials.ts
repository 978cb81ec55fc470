import type { BoardDeps } from './side';

/**
 * Lets a key cast ballots. `chain` is the random name under which a slot's keys belong together; the ballot side learns
 * nothing else about whose they are. Idempotent.
 */
export async function admitCredential(
  deps: Pick<BoardDeps, 'db'>,
  electionId: string,
  key: { publicKey: string; chain: string },
): Promise<void> {
  const { publicKey, chain } = key;
  await deps.db.credential.createMany({ data: { electionId, publicKey, chain }, skipDuplicates: true });
}
