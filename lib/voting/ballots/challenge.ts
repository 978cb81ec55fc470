import { challengeMessage, verifyMessage } from '@/lib/protocol/registration';
import { err, ok, type Result } from '@/lib/result';
import { lockChain } from './chain';
import { getOpenElection } from './elections';
import { enterOpen } from './gate';
import type { BoardDeps, BoardTx } from './side';

export type ChallengeError =
  | { code: 'not_found' }
  | { code: 'contest_closed' }
  | { code: 'challenge_refused' }
  | { code: 'unknown_credential' }
  | { code: 'ballot_already_cast' }
  | { code: 'too_many_challenges' };

export type ChallengeCommand = { contestId: string; hash: string; credential: string; signature: string };

/** Far beyond testing until one is convinced: nobody can fill the table alone. */
const MOST_CHALLENGES_OF_A_SLOT = 300;

/**
 * Notes that a ballot is about to be opened for a test, so that it can never be cast; the device shows the opening only
 * after this answer. What is noted is filed under the credential that signed for it, and a cast looks among its own
 * credential's: nobody can spoil a ballot whose tracker they happened to see. Of a cast and a test at the same time one
 * comes first and the other is refused. Idempotent.
 */
export async function noteChallenge(deps: BoardDeps, command: ChallengeCommand): Promise<Result<null, ChallengeError>> {
  const { contestId, hash, credential: credentialKey, signature } = command;
  const election = await getOpenElection(deps, contestId);
  if (!election) return err({ code: 'not_found' });
  const { id: electionId } = election;
  if (!verifyMessage(credentialKey, challengeMessage(electionId, hash), signature)) {
    return err({ code: 'challenge_refused' });
  }
  return deps.db.$transaction(
    async (tx) => {
      const open = await enterOpen(tx, election, deps.now());
      if (!open.ok) return open;
      const chain = await lockChain(tx, electionId, credentialKey);
      if (chain.length === 0) return err({ code: 'unknown_credential' });
      const cast = await tx.ballot.findUnique({
        where: { electionId_hash: { electionId, hash } },
        select: { hash: true },
      });
      if (cast) return err({ code: 'ballot_already_cast' });
      if (await isOpened(tx, electionId, credentialKey, hash)) return ok(null);
      const keys = chain.map((row) => row.public_key);
      const noted = await tx.challenge.count({ where: { electionId, credentialKey: { in: keys } } });
      if (noted >= MOST_CHALLENGES_OF_A_SLOT) return err({ code: 'too_many_challenges' });
      await tx.challenge.create({ data: { electionId, credentialKey, hash } });
      return ok(null);
    },
    { timeout: 30_000, maxWait: 20_000 },
  );
}

/** Whether this credential has opened this ballot of its own. */
export async function isOpened(
  tx: Pick<BoardTx, 'challenge'>,
  electionId: string,
  credentialKey: string,
  hash: string,
): Promise<boolean> {
  const where = { electionId_credentialKey_hash: { electionId, credentialKey, hash } };
  return (await tx.challenge.findUnique({ where, select: { hash: true } })) !== null;
}
