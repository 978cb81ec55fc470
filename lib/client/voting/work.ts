/** What the voting worker does, apart from being a worker. Pure but for the randomness that it is handed. */
import type { RandomBytes } from '@/lib/crypto/random';
import { encryptBallot } from '@/lib/protocol/ballot';
import { parseReceipt, verifyReceipt } from '@/lib/protocol/board';
import { deriveCredential, generateCredential } from '@/lib/protocol/credentials';
import { descriptionHash, type PublicDescription, parseDescription, payloadRules } from '@/lib/protocol/description';
import { type ParsedElection, parseElection } from '@/lib/protocol/election';
import { encodeVote } from '@/lib/protocol/payload';
import {
  credentialMessage,
  deriveRegistrationKey,
  possessionMessage,
  signInMessage,
  signMessage,
} from '@/lib/protocol/registration';
import type { Answer, Ask, Envelope, Keys, Kind } from './messages';

export type Working = { random: RandomBytes };

/** Answers one question. Throws where page and server disagree with each other or with the protocol. */
export function work(world: Working, { kind, ask }: Envelope): Answer<Kind> {
  switch (kind) {
    case 'signIn':
      return signIn(world, ask);
    case 'recognise':
      return recognise(ask);
    case 'seal':
      return seal(world, ask);
    case 'register':
      return register(world, ask);
    case 'checkReceipt':
      return { isGenuine: isGenuine(ask) };
  }
}

function recognise({ roundId, code }: Ask<'recognise'>): Keys {
  const { secret, publicKey } = deriveRegistrationKey(roundId, code);
  return { publicKey, secret: String(secret) };
}

function signIn({ random }: Working, ask: Ask<'signIn'>): Answer<'signIn'> {
  const keys = recognise(ask);
  const message = signInMessage(ask.roundId, keys.publicKey, ask.nonce);
  return { ...keys, signature: signMessage(BigInt(keys.secret), message, random) };
}

function seal({ random }: Working, ask: Ask<'seal'>): Answer<'seal'> {
  const { election, description } = readElection(ask);
  const credential = ask.credential ?? generateCredential(random);
  const payload = encodeVote(payloadRules(description), { chosen: ask.chosen, points: [] });
  const { ballot, tracker } = encryptBallot({ election, credential, payload, random });
  return { ballot, tracker, credential };
}

function register({ random }: Working, { electionUuid, credential, keys }: Ask<'register'>): Answer<'register'> {
  const { secret, publicKey } = deriveCredential(electionUuid, credential);
  return {
    publicKey,
    registration: signMessage(BigInt(keys.secret), credentialMessage(electionUuid, publicKey), random),
    possession: signMessage(secret, possessionMessage(electionUuid, keys.publicKey), random),
  };
}

function isGenuine(ask: Ask<'checkReceipt'>): boolean {
  const { election, description } = readElection(ask);
  const receipt = parseReceipt(ask.receipt);
  return (
    receipt !== null &&
    receipt.electionFingerprint === election.fingerprint &&
    receipt.tracker === ask.tracker &&
    verifyReceipt(receipt, description.boardKey)
  );
}

/** The election and its public description, which the election's record is bound to by a hash. */
function readElection({ electionText, descriptionText }: { electionText: string; descriptionText: string }): {
  election: ParsedElection;
  description: PublicDescription;
} {
  const parsed = parseElection(electionText);
  const read = parseDescription(descriptionText);
  if (!parsed.ok || !read.ok) throw new RangeError('unreadable election');
  if (parsed.election.description !== descriptionHash(descriptionText)) throw new RangeError('another description');
  return { election: parsed.election, description: read.description };
}
