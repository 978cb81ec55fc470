import { err, ok, type Result } from '@/lib/result';
import type { RunningElection } from './elections';
import { enterOpen } from './gate';
import type { BoardDeps } from './side';

export type AdmissionError = { code: 'contest_closed' } | { code: 'registration_refused' };

/**
 * Lets a key cast ballots. `chain` is the random name under which a slot's keys belong together; the ballot side learns
 * nothing else about whose they are. Idempotent. A key that belongs to another slot is refused.
 */
export async function admitCredential(
  deps: Pick<BoardDeps, 'db' | 'now'>,
  election: Pick<RunningElection, 'id' | 'closesAt'>,
  key: { publicKey: string; chain: string },
): Promise<Result<null, AdmissionError>> {
  const electionId = election.id;
  const { publicKey, chain } = key;
  return deps.db.$transaction(async (tx) => {
    const open = await enterOpen(tx, election, deps.now());
    if (!open.ok) return open;
    await tx.credential.createMany({ data: { electionId, publicKey, chain }, skipDuplicates: true });
    const stored = await tx.credential.findUniqueOrThrow({
      where: { electionId_publicKey: { electionId, publicKey } },
      select: { chain: true },
    });
    return stored.chain === chain ? ok(null) : err({ code: 'registration_refused' });
  });
}
