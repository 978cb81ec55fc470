/**
 * A run of ballots: text, signed hash and challenges exactly; what is left of the two proofs of each ballot as
 * equations for the batch, or (without hints) nothing, because the commitments were computed.
 */
import { base64Unpadded, hashToScalar, sha256Bytes } from '../../crypto/hash';
import { modOrder } from '../../crypto/order';
import { COST, type Pace } from '../../crypto/pace';
import type { RandomBytes } from '../../crypto/random';
import type { ElectionKeys } from '../election';
import { knowledgeCommitments, openedCommitments } from './commitments';
import { type PackedTexts, unpackTexts } from './packed-texts';
import { randomWeights, ScalarList } from './scalars';
import { ascii, Doubt, POINT_BYTES, POINT_DIGITS, TextReader, writePointText } from './text-reader';

export interface BallotsJob {
  readonly kind: 'ballots';
  readonly election: ElectionKeys;
  readonly ballots: PackedTexts;
  /** An eighth of each ballot's signature commitment and proof commitment, 64 bytes per ballot. */
  readonly hints: Uint8Array | null;
}

export interface BallotsTerms {
  /** Encodings of credential, α and β of each ballot. */
  readonly points: Uint8Array;
  /** Coefficients of each ballot's credential and α; zeros without hints. */
  readonly coefficients: Uint8Array;
  /** Coefficient of G. */
  readonly base: bigint;
  /** Encodings of the commitments of signature and proof of each ballot, and of their weighted sum. */
  readonly commitments: Uint8Array;
  readonly sum: Uint8Array;
}

const POINTS = 3;
/** Hashes of the length of a short text that reading a ballot takes. */
const HASHES = 8;
const HASH_LENGTH = 43;
const TEXT = {
  alpha: ascii('","answers":[{"choices":{"alpha":"'),
  beta: ascii('","beta":"'),
  proof: ascii('"},"proof":{"challenge":"'),
  response: ascii('","response":"'),
  endProof: ascii('"}}]'),
  signature: ascii(',"signature":{"hash":"'),
  signed: ascii('","proof":{"challenge":"'),
  end: ascii('"}}}'),
};

/** Challenges and responses: the signature's, then the proof's, ballot after ballot. */
interface Proofs {
  readonly challenges: bigint[];
  readonly responses: bigint[];
}

/** The two hashed texts of a ballot, with room for its commitments at their ends. */
interface Transcripts {
  readonly signature: Uint8Array;
  readonly proof: Uint8Array;
}

function ballotHead({ uuid, fingerprint }: ElectionKeys): string {
  return `{"election_uuid":"${uuid}","election_hash":"${fingerprint}","credential":"`;
}

/** Where the texts of a ballot's points begin. */
export function ballotOffsets(election: ElectionKeys): { credential: number; alpha: number; beta: number } {
  const credential = ballotHead(election).length;
  const alpha = credential + POINT_DIGITS + TEXT.alpha.length;
  return { credential, alpha, beta: alpha + POINT_DIGITS + TEXT.beta.length };
}

class BallotReader {
  private readonly head: Uint8Array;
  private readonly proofHead: Uint8Array;
  private readonly key: Uint8Array;

  constructor(election: ElectionKeys) {
    this.head = ascii(ballotHead(election));
    this.proofHead = ascii(`raweg|${election.fingerprint}|`);
    this.key = ascii(`|${election.publicKey},`);
  }

  /** Reads one ballot: its points into `points` from `at` on, its proofs to the end of `proofs`. */
  read(text: Uint8Array, points: Uint8Array, at: number, proofs: Proofs): Transcripts {
    const reader = new TextReader(text);
    reader.expect(this.head);
    const credential = this.point(reader, text, points, at);
    reader.expect(TEXT.alpha);
    const alpha = this.point(reader, text, points, at + POINT_BYTES);
    reader.expect(TEXT.beta);
    const beta = this.point(reader, text, points, at + 2 * POINT_BYTES);
    reader.expect(TEXT.proof);
    const challenge = reader.scalar();
    reader.expect(TEXT.response);
    const response = reader.scalar();
    reader.expect(TEXT.endProof);
    const unsigned = text.slice(0, reader.position + 1);
    reader.expect(TEXT.signature);
    const hash = reader.raw(HASH_LENGTH);
    reader.expect(TEXT.signed);
    proofs.challenges.push(reader.scalar(), challenge);
    reader.expect(TEXT.response);
    proofs.responses.push(reader.scalar(), response);
    reader.expect(TEXT.end);
    reader.end();
    requireHash(unsigned, hash);
    return {
      signature: joined([SIGNATURE_HEAD, hash, BAR]),
      proof: joined([this.proofHead, credential, this.key, alpha, COMMA, beta, BAR]),
    };
  }

  private point(reader: TextReader, text: Uint8Array, points: Uint8Array, at: number): Uint8Array {
    reader.point(points, at);
    return text.subarray(reader.position - POINT_DIGITS, reader.position);
  }
}

const [SIGNATURE_HEAD, BAR, COMMA] = [ascii('sig|'), ascii('|'), ascii(',')];

/** The parts one after the other, and room for one more point text. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(length + POINT_DIGITS);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The signed hash must be that of the ballot without its signature, closed by a brace. */
function requireHash(unsigned: Uint8Array, hash: Uint8Array): void {
  unsigned[unsigned.length - 1] = '}'.charCodeAt(0);
  const expected = base64Unpadded(sha256Bytes(unsigned));
  for (let i = 0; i < HASH_LENGTH; i++) if (hash[i] !== expected.charCodeAt(i)) throw new Doubt();
}

function requireChallenge(transcript: Uint8Array, commitments: Uint8Array, number: number, challenge: bigint): void {
  writePointText(commitments, number * POINT_BYTES, transcript, transcript.length - POINT_DIGITS);
  if (hashToScalar(transcript) !== challenge) throw new Doubt();
}

/** Keys that the proofs are about: credential and α of every ballot, in the order of the proofs. */
function provedKeys(points: Uint8Array, count: number): Uint8Array {
  const keys = new Uint8Array(2 * POINT_BYTES * count);
  for (let i = 0; i < count; i++) {
    const at = POINTS * POINT_BYTES * i;
    keys.set(points.subarray(at, at + 2 * POINT_BYTES), 2 * POINT_BYTES * i);
  }
  return keys;
}

export async function runBallotsJob(job: BallotsJob, random: RandomBytes, pace: Pace): Promise<BallotsTerms> {
  const texts = unpackTexts(job.ballots);
  const points = new Uint8Array(POINTS * POINT_BYTES * texts.length);
  const proofs: Proofs = { challenges: [], responses: [] };
  const reader = new BallotReader(job.election);
  const transcripts = texts.map((text, i) => reader.read(text, points, POINTS * POINT_BYTES * i, proofs));
  const { challenges, responses } = proofs;
  const weights = job.hints ? randomWeights(random, challenges.length) : [];
  const { encodings, sum } = job.hints
    ? await openedCommitments(job.hints, weights, pace)
    : await knowledgeCommitments(provedKeys(points, texts.length), challenges, responses, pace);
  for (const [i, { signature, proof }] of transcripts.entries()) {
    requireChallenge(signature, encodings, 2 * i, challenges[2 * i] as bigint);
    requireChallenge(proof, encodings, 2 * i + 1, challenges[2 * i + 1] as bigint);
  }
  await pace.spend(texts.length * HASHES * COST.hash);
  const coefficients = new ScalarList(challenges.length);
  let base = 0n;
  for (const [i, weight] of weights.entries()) {
    coefficients.set(i, -weight * (challenges[i] as bigint));
    base -= weight * (responses[i] as bigint);
  }
  return { points, coefficients: coefficients.bytes, base: modOrder(base), commitments: encodings, sum };
}
