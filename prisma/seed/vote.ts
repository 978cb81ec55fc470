import { encryptBallot } from '@/lib/protocol/ballot';
import { deriveCredential, generateCredential } from '@/lib/protocol/credentials';
import { encodeApproval } from '@/lib/protocol/payload';
import { credentialMessage, possessionMessage, signMessage } from '@/lib/protocol/registration';
import { invariant } from '@/lib/result';
import type { Deps } from '@/lib/server/deps';
import { castBallot } from '@/lib/voting/ballots/cast';
import { getOpenElection } from '@/lib/voting/ballots/elections';
import { registerCredential } from '@/lib/voting/service';
import { registrationKey } from './people';

/** One person's vote, by the same steps as in a browser: register a key, encrypt, cast. */
export async function castDemoVote(
  deps: Deps,
  vote: { contestId: string; roundId: string; code: string; projectCount: number; chosen: number[] },
): Promise<void> {
  const { contestId, roundId, code, projectCount, chosen } = vote;
  const election = await getOpenElection(deps, contestId);
  invariant(election, 'the demo contest is open');
  const registration = registrationKey(roundId, code);
  const credential = generateCredential(deps.random);
  const { secret, publicKey } = deriveCredential(election.id, credential);
  const userId = await userOf(deps, roundId, registration.publicKey);
  const registered = await registerCredential(deps, {
    userId,
    contestId,
    publicKey,
    registration: signMessage(registration.secret, credentialMessage(election.id, publicKey), deps.random),
    possession: signMessage(secret, possessionMessage(election.id, registration.publicKey), deps.random),
  });
  invariant(registered.ok, 'a demo voter can register');
  const payload = encodeApproval(projectCount, chosen);
  const { ballot } = encryptBallot({ election: election.keys, credential, payload, random: deps.random });
  const idempotencyKey = crypto.randomUUID();
  const cast = await castBallot(deps, 'web', { contestId, idempotencyKey, text: ballot });
  invariant(cast.ok, 'a demo ballot is accepted');
}

/** The account of a roll entry, as the first sign-in makes it. */
async function userOf(deps: Deps, roundId: string, key: string): Promise<string> {
  const entry = await deps.db.rollEntry.findUniqueOrThrow({
    where: { roundId_registrationKey: { roundId, registrationKey: key } },
    select: { id: true, userId: true },
  });
  if (entry.userId) return entry.userId;
  const { id } = await deps.db.user.create({ data: { roles: { create: { role: 'resident' } } }, select: { id: true } });
  await deps.db.rollEntry.update({ where: { id: entry.id }, data: { userId: id } });
  return id;
}
