/** What the voting worker does, apart from being a worker. Pure but for the world that it is handed. */
import { sha256Hex } from '@/lib/crypto/hash';
import type { RandomBytes } from '@/lib/crypto/random';
import { ballotTracker, encryptBallot } from '@/lib/protocol/ballot';
import { parseReceipt, verifyReceipt } from '@/lib/protocol/board';
import { checkOpenedBallot, openBallot } from '@/lib/protocol/challenge';
import { deriveCredential, generateCredential } from '@/lib/protocol/credentials';
import { descriptionHash, type PublicDescription, parseDescription, payloadRules } from '@/lib/protocol/description';
import { type ParsedElection, parseElection } from '@/lib/protocol/election';
import { jointKey } from '@/lib/protocol/joint-key';
import { encodeVote } from '@/lib/protocol/payload';
import {
  challengeMessage,
  credentialMessage,
  deriveRegistrationKey,
  possessionMessage,
  signInMessage,
  signMessage,
} from '@/lib/protocol/registration';
import type { Answer, Ask, Envelope, Keys, Kind } from './messages';

type Encrypted = { ballot: string; payload: Uint8Array; encryption: bigint };
export type Working = {
  random: RandomBytes;
  /** By tracker: what encrypted the ballots of this page's life. Nowhere else, and gone with the page (SEC-02). */
  encrypted: Map<string, Encrypted>;
};

/** One ballot for each contest that somebody has open at a time, with room to spare. */
const MOST_KEPT = 8;

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
    case 'canOpen':
      return { canOpen: world.encrypted.has(ask.tracker) };
    case 'challenge':
      return challenge(world, ask);
    case 'open':
      return open(world, ask);
    case 'forget':
      world.encrypted.delete(ask.tracker);
      return null;
    case 'checkOpened':
      return checkOpened(ask);
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

function seal({ random, encrypted }: Working, ask: Ask<'seal'>): Answer<'seal'> {
  const { election, description } = readElection(ask);
  const credential = ask.credential ?? generateCredential(random);
  const payload = encodeVote(payloadRules(description), { chosen: ask.chosen, points: [] });
  const { ballot, tracker, encryption } = encryptBallot({ election, credential, payload, random });
  encrypted.set(tracker, { ballot, payload, encryption });
  for (const oldest of encrypted.keys()) {
    if (encrypted.size <= MOST_KEPT) break;
    encrypted.delete(oldest);
  }
  return { ballot, tracker, credential };
}

function challenge({ random }: Working, { electionUuid, credential, ballot }: Ask<'challenge'>): Answer<'challenge'> {
  const { secret, publicKey } = deriveCredential(electionUuid, credential);
  const hash = sha256Hex(ballot);
  return { hash, credential: publicKey, signature: signMessage(secret, challengeMessage(electionUuid, hash), random) };
}

function open({ encrypted }: Working, { tracker }: Ask<'open'>): Answer<'open'> {
  const found = encrypted.get(tracker);
  if (!found || ballotTracker(found.ballot) !== tracker) throw new RangeError('nothing to open');
  encrypted.delete(tracker);
  return { opening: openBallot(found) };
}

function checkOpened({ opening, ...texts }: Ask<'checkOpened'>): Answer<'checkOpened'> {
  const checked = checkOpenedBallot(texts, opening);
  if (!checked.ok) return { ok: false, code: checked.code };
  const { tracker, hash, credential, electionFingerprint, description, chosen, points } = checked;
  const { contest, projects } = description;
  return {
    ok: true,
    tracker,
    hash,
    credential,
    electionFingerprint,
    contest: contest.name,
    listed: projects.length,
    chosen: chosen.flatMap((position, index) => {
      const project = projects[position - 1];
      return project ? [{ position, id: project.id, title: project.title, points: points[index] ?? null }] : [];
    }),
  };
}

function register({ random }: Working, { electionUuid, credential, keys }: Ask<'register'>): Answer<'register'> {
  const { secret, publicKey } = deriveCredential(electionUuid, credential);
  return {
    publicKey,
    registration: keys && signMessage(BigInt(keys.secret), credentialMessage(electionUuid, publicKey), random),
    possession: signMessage(secret, possessionMessage(electionUuid, keys?.publicKey ?? 'vouched'), random),
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
  // Ballots are locked for the trustees who are named in public, and for nobody else.
  if (parsed.election.publicKey !== jointKey(read.description))
    throw new RangeError('another key than the trustees have');
  return { election: parsed.election, description: read.description };
}
