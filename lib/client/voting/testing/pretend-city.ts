import { sha256Hex } from '@/lib/crypto/hash';
import { signingPublicKey } from '@/lib/crypto/signing';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { checkBallot } from '@/lib/protocol/ballot';
import { receiptText, signReceipt } from '@/lib/protocol/board';
import { descriptionHash, descriptionText } from '@/lib/protocol/description';
import { generateUuid, makeElection, parseElection } from '@/lib/protocol/election';
import {
  challengeMessage,
  credentialMessage,
  deriveRegistrationKey,
  generateCode,
  verifyMessage,
} from '@/lib/protocol/registration';
import { sampleDescription } from '@/lib/protocol/testing/sample-description';
import { combineTrustees, makeTrusteeKey } from '@/lib/protocol/trustees';
import type { Answered, VotingApi } from '../api';
import type { VotingElection } from '../vote';

const random = seededRandom('pretend city');
const boardSeed = random(32);
const roundId = 'round';
const code = generateCode(random);
export const voterKeys = deriveRegistrationKey(roundId, code);

function open(entitlement: VotingElection['entitlement']): VotingElection {
  const boardKey = Buffer.from(signingPublicKey(boardSeed)).toString('hex');
  const { trustees, ...sample } = sampleDescription();
  const keys = trustees.map(() => makeTrusteeKey(random).publicKey);
  const { publicKey } = combineTrustees(keys);
  const named = trustees.map(({ name }, i) => {
    const { public_key: own } = JSON.parse(keys[i] as string) as { public_key: string };
    return { name, publicKey: own };
  });
  const description = descriptionText({ ...sample, trustees: named, boardKey, entitlement });
  const electionUuid = generateUuid(random);
  const electionText = makeElection({
    uuid: electionUuid,
    name: 'Pretend',
    descriptionHash: descriptionHash(description),
    publicKey,
  });
  const voter = entitlement === 'codes' ? voterKeys.publicKey : 'place-on-the-roll';
  return { contestId: 'contest', voter, entitlement, electionUuid, electionText, descriptionText: description };
}

const refuse = (code: string): Answered<never> => ({ ok: false, code, retryAfterSeconds: null });

/** A city's server in memory that checks what a real one checks, and loses answers when it is told to. */
export function pretendCity(entitlement: VotingElection['entitlement'] = 'codes') {
  const election = open(entitlement);
  const parsed = parseElection(election.electionText);
  if (!parsed.ok) throw new Error('our own election is sound');
  const keys = parsed.election;
  const registered = new Set<string>();
  const superseded = new Set<string>();
  const ballots = new Map<string, { text: string; credential: string }>();
  const opened = new Set<string>();
  const requests: string[] = [];
  const city = {
    election,
    registered,
    superseded,
    ballots,
    /** Hashes of ballots that must never be cast. */
    opened,
    /** Every byte that left the device. */
    requests,
    /** How many answers are still to be lost after the work was done. */
    lostRegistrations: 0,
    lostCasts: 0,
    lostChallenges: 0,
    isClosed: false,
    isSignedIn: true,
    /** Signs receipts with a key that is not the board's. */
    isForger: false,
  };
  const lose = <T>(which: 'lostRegistrations' | 'lostCasts' | 'lostChallenges', answer: Answered<T>): Answered<T> => {
    if (city[which] === 0) return answer;
    city[which] -= 1;
    return refuse('offline');
  };
  const api: VotingApi = {
    challenge: async () => ({ ok: true, value: 'a'.repeat(64) }),
    async register(_contestId, registration) {
      requests.push(JSON.stringify(registration));
      if (!city.isSignedIn) return refuse('not_found');
      const message = credentialMessage(election.electionUuid, registration.publicKey);
      const isProven =
        entitlement === 'vouched'
          ? registration.registration === null
          : verifyMessage(voterKeys.publicKey, message, registration.registration ?? '');
      if (!isProven) return refuse('registration_refused');
      registered.add(registration.publicKey);
      return lose('lostRegistrations', { ok: true, value: null });
    },
    async noteChallenge(_contestId, challenge) {
      requests.push(JSON.stringify(challenge));
      const { hash, credential, signature } = challenge;
      if (!verifyMessage(credential, challengeMessage(election.electionUuid, hash), signature)) {
        return refuse('challenge_refused');
      }
      if (city.isClosed) return refuse('contest_closed');
      if (!registered.has(credential)) return refuse('unknown_credential');
      if ([...ballots.values()].some(({ text }) => sha256Hex(text) === hash)) return refuse('ballot_already_cast');
      opened.add(hash);
      return lose('lostChallenges', { ok: true, value: null });
    },
    async cast(_contestId, idempotencyKey, text) {
      requests.push(`${idempotencyKey}\n${text}`);
      const checked = checkBallot(keys, text);
      if (!checked.ok) return refuse('ballot_refused');
      if (!ballots.has(idempotencyKey)) {
        if (city.isClosed) return refuse('contest_closed');
        if (!registered.has(checked.credential)) return refuse('unknown_credential');
        if (superseded.has(checked.credential)) return refuse('credential_superseded');
        if (opened.has(checked.hash)) return refuse('ballot_opened');
        ballots.set(idempotencyKey, { text, credential: checked.credential });
      }
      const receipt = {
        electionFingerprint: keys.fingerprint,
        tracker: checked.tracker,
        includedBy: '2027-05-23T21:00Z',
      };
      return lose('lostCasts', {
        ok: true,
        value: receiptText(signReceipt(receipt, city.isForger ? random(32) : boardSeed)),
      });
    },
  };
  return { city, api };
}
