/**
 * One partial decryption: its text and challenges exactly, its proofs and its side-car (sections 11 and 14 of our
 * specification) as coefficients of the points that occur in them.
 */
import { sidecarChallenge, sidecarWeight, transcriptOfBytes } from '../../crypto/dleq';
import { hashToScalar } from '../../crypto/hash';
import { modOrder } from '../../crypto/order';
import { COST, type Pace } from '../../crypto/pace';
import type { RandomBytes } from '../../crypto/random';
import { decryptionCommitments, openedCommitments } from './commitments';
import { randomWeights, ScalarList } from './scalars';
import { ascii, Doubt, POINT_BYTES, POINT_DIGITS, TextReader, writePointText } from './text-reader';

export interface DecryptionJob {
  readonly kind: 'decryption';
  readonly fingerprint: string;
  readonly owner: number;
  /** The owner's public key: its text, and its encoding. */
  readonly keyText: string;
  readonly key: Uint8Array;
  /** Encodings of the α of the mixed list. */
  readonly alphas: Uint8Array;
  readonly record: Uint8Array;
  /** An eighth of each factor's two commitments, 64 bytes per factor. */
  readonly hints: Uint8Array | null;
  readonly sidecar: {
    readonly electionHash: string;
    readonly ciphertextsHash: string;
    /** Encodings of the two commitments. */
    readonly commitments: readonly [Uint8Array, Uint8Array];
    readonly response: bigint;
  } | null;
}

export interface DecryptionTerms {
  /** Encodings of the factors. */
  readonly points: Uint8Array;
  /** Coefficients of the factors. */
  readonly coefficients: Uint8Array;
  /** Coefficients of the α of the mixed list. */
  readonly alphas: Uint8Array;
  /** Coefficients of G, of the owner's key and of the side-car's commitments. */
  readonly base: bigint;
  readonly key: bigint;
  readonly sidecar: readonly [bigint, bigint];
  /** Encodings of the two commitments of each proof, and of their weighted sum. */
  readonly commitments: Uint8Array;
  readonly sum: Uint8Array;
}

const TEXT = {
  head: ascii('{"decryption_factors":[["'),
  next: ascii('","'),
  proofs: ascii('"]],"decryption_proofs":[[{"challenge":"'),
  response: ascii('","response":"'),
  nextProof: ascii('"},{"challenge":"'),
  end: ascii('"}]]}'),
};

interface Decryption {
  readonly points: Uint8Array;
  readonly challenges: bigint[];
  readonly responses: bigint[];
}

function readDecryption(record: Uint8Array, n: number): Decryption {
  if (n < 1) throw new Doubt();
  const reader = new TextReader(record);
  const points = new Uint8Array(n * POINT_BYTES);
  const [challenges, responses]: [bigint[], bigint[]] = [[], []];
  for (let i = 0; i < n; i++) {
    reader.expect(i === 0 ? TEXT.head : TEXT.next);
    reader.point(points, i * POINT_BYTES);
  }
  for (let i = 0; i < n; i++) {
    reader.expect(i === 0 ? TEXT.proofs : TEXT.nextProof);
    challenges.push(reader.scalar());
    reader.expect(TEXT.response);
    responses.push(reader.scalar());
  }
  reader.expect(TEXT.end);
  reader.end();
  return { points, challenges, responses };
}

/** Adds up coefficients while the equations of one decryption are weighed. */
class Terms {
  readonly factors: ScalarList;
  readonly alphas: ScalarList;
  base = 0n;
  key = 0n;

  constructor(readonly n: number) {
    this.factors = new ScalarList(n);
    this.alphas = new ScalarList(n);
  }

  /** K₁ = s·G + c·X with weight k, K₂ = s·α + c·F with weight l. */
  addProof(i: number, [c, s]: readonly [bigint, bigint], [k, l]: readonly [bigint, bigint]): void {
    this.base -= k * s;
    this.key -= k * c;
    this.alphas.set(i, -l * s);
    this.factors.set(i, -l * c);
  }
}

function addSidecar(terms: Terms, job: DecryptionJob, points: Uint8Array, random: RandomBytes): [bigint, bigint] {
  if (!job.sidecar) return [0n, 0n];
  const { commitments, response } = job.sidecar;
  const transcript = transcriptOfBytes({ ...job, ...job.sidecar, factors: points });
  const c = sidecarChallenge(transcript, ...commitments);
  const [k = 0n, l = 0n] = randomWeights(random, 2);
  terms.base -= k * response;
  terms.key += k * c;
  const [forAlpha, forFactor] = [modOrder(-l * response), modOrder(l * c)];
  for (let i = 0; i < terms.n; i++) {
    const weight = sidecarWeight(transcript, i);
    terms.alphas.add(i, forAlpha * weight);
    terms.factors.add(i, forFactor * weight);
  }
  return [k, l];
}

function requireChallenges(job: DecryptionJob, challenges: readonly bigint[], commitments: Uint8Array): void {
  const head = ascii(`decrypt|${job.fingerprint}|${job.keyText}|`);
  const transcript = new Uint8Array(head.length + 2 * POINT_DIGITS + 1);
  transcript.set(head);
  transcript[head.length + POINT_DIGITS] = ','.charCodeAt(0);
  for (const [i, challenge] of challenges.entries()) {
    writePointText(commitments, 2 * i * POINT_BYTES, transcript, head.length);
    writePointText(commitments, (2 * i + 1) * POINT_BYTES, transcript, head.length + POINT_DIGITS + 1);
    if (hashToScalar(transcript) !== challenge) throw new Doubt();
  }
}

export async function runDecryptionJob(job: DecryptionJob, random: RandomBytes, pace: Pace): Promise<DecryptionTerms> {
  const n = job.alphas.length / POINT_BYTES;
  const { points, challenges, responses } = readDecryption(job.record, n);
  const terms = new Terms(n);
  const weights = job.hints ? randomWeights(random, 2 * n) : [];
  const { encodings, sum } = job.hints
    ? await openedCommitments(job.hints, weights, pace)
    : await decryptionCommitments({ key: job.key, alphas: job.alphas, factors: points }, challenges, responses, pace);
  requireChallenges(job, challenges, encodings);
  for (let i = 0; i < weights.length / 2; i++) {
    const proof = [challenges[i], responses[i]] as [bigint, bigint];
    terms.addProof(i, proof, [weights[2 * i], weights[2 * i + 1]] as [bigint, bigint]);
  }
  const sidecar = addSidecar(terms, job, points, random);
  await pace.spend(n * COST.hash);
  return {
    points,
    coefficients: terms.factors.bytes,
    alphas: terms.alphas.bytes,
    base: modOrder(terms.base),
    key: modOrder(terms.key),
    sidecar,
    commitments: encodings,
    sum,
  };
}
