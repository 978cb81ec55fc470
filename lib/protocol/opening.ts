/** Opening the mixed ballots: partial decryptions, their side-cars, the result (chapter 12 of docs/spec). */
import * as z from 'zod';
import { type DecryptionKey, decryptFactor, verifyFactor } from '../crypto/decryption';
import { proveSidecar, SIDECAR_VERSION, type SidecarStatement, verifySidecar } from '../crypto/dleq';
import { decodeBytes } from '../crypto/encoding';
import { baseFor, type EncodedPoint, encodePoints, type Point } from '../crypto/group';
import { sha256Hex } from '../crypto/hash';
import { sumCost } from '../crypto/multi-scalar';
import { COST, Pace, type Progress } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
import type { RandomBytes } from '../crypto/random';
import { proofToJson, type SchnorrProofJson } from '../crypto/schnorr';
import type { Ciphertext } from '../crypto/shuffle';
import { type CiphertextText, ciphertextListText, ciphertextTexts, readCiphertexts } from './ciphertexts';
import type { ParsedElection } from './election';
import {
  type Checked,
  captureAsync,
  Refusal,
  requirePoint,
  requireProof,
  requireScalar,
  type ValueErrorCode,
} from './refusal';
import { proofSchema, requireExact } from './strict-json';
import { combineFactors, decryptionWeights, isOwnersKey, type ParsedTrustees, parsePrivateKey } from './trustees';

export type OpeningErrorCode =
  | ValueErrorCode
  | 'wrong_key'
  | 'decryption_bad_owner'
  | 'decryption_wrong_length'
  | 'decryption_bad_proof'
  | 'decryption_missing'
  | 'sidecar_bad_proof';

const decryptionSchema = z.strictObject({
  decryption_factors: z.tuple([z.array(z.string())]),
  decryption_proofs: z.tuple([z.array(proofSchema)]),
});

export const sidecarSchema = z.strictObject({
  version: z.literal(SIDECAR_VERSION),
  owner: z.int().min(1),
  commitments: z.tuple([z.string(), z.string()]),
  response: z.string(),
});

export type SidecarJson = z.infer<typeof sidecarSchema>;

/** What every step of the opening is about. */
export interface OpeningContext {
  readonly election: ParsedElection;
  readonly trustees: ParsedTrustees;
}

const READ_CIPHERTEXT = 2 * (COST.decode + COST.subgroup);

/** Expected work of checking a partial decryption of `n` ciphertexts, in point additions. */
export function decryptionCheckCost(n: number): number {
  return n * (COST.decode + COST.subgroup + 2 * COST.fixedMultiply + COST.multiply);
}

/** Expected work of checking a side-car for `n` ciphertexts, in point additions. */
export function sidecarCheckCost(n: number): number {
  return 2 * sumCost(n);
}

function requireOwnerKey({ trustees }: OpeningContext, owner: number): EncodedPoint {
  const key = trustees.keys[owner - 1];
  if (!key) throw new Refusal('decryption_bad_owner', `there is no trustee ${owner}`);
  return key;
}

/** What the side-car of an owner states. */
function sidecarStatement(
  { election }: OpeningContext,
  owner: number,
  key: EncodedPoint,
  ciphertexts: readonly Ciphertext[],
  factors: readonly EncodedPoint[],
): SidecarStatement {
  return {
    electionHash: sha256Hex(election.text),
    ciphertextsHash: sha256Hex(ciphertextListText(ciphertextTexts(ciphertexts))),
    owner,
    publicKey: key,
    alphas: ciphertexts.map(({ alpha }) => alpha),
    factors,
  };
}

/**
 * Partial decryption of the last shuffle's list by one trustee, with its side-car. The list must come from
 * `verifyForOpening`, which has checked everything before it. Refuses a private key that is not the owner's
 * (`wrong_key`) and points outside the subgroup before the key is used on them. Yields to the event loop.
 */
export function partiallyDecrypt(
  request: OpeningContext & {
    /** As `makeTrusteeKey` gave it. */
    privateKey: string;
    owner: number;
    ciphertexts: readonly CiphertextText[];
    random: RandomBytes;
    onProgress?: Progress | undefined;
  },
): Promise<Checked<{ record: string; sidecar: string }, OpeningErrorCode>> {
  return captureAsync(async () => {
    const { owner, random } = request;
    const publicKey = requireOwnerKey(request, owner);
    const key = { ...publicKey, fingerprint: request.election.fingerprint };
    const secret = parsePrivateKey(request.privateKey);
    if (secret === null || !isOwnersKey(request.trustees, owner, request.privateKey)) {
      throw new Refusal('wrong_key', `this private key does not belong to trustee ${owner}`);
    }
    const n = request.ciphertexts.length;
    const pace = new Pace(n * (READ_CIPHERTEXT + 2 * COST.multiply) + sidecarCheckCost(n), request.onProgress);
    const ciphertexts = await readCiphertexts(request.ciphertexts, new PointReader(), 'the mixed list', pace);
    const factors: Point[] = [];
    const proofs: SchnorrProofJson[] = [];
    for (const { alpha } of ciphertexts) {
      const { factor, proof } = decryptFactor(key, secret, alpha.point, random);
      factors.push(factor);
      proofs.push(proofToJson(proof));
      await pace.spend(2 * COST.multiply);
    }
    const encoded = encodePoints(factors);
    const statement = sidecarStatement(request, owner, publicKey, ciphertexts, encoded);
    const { commitments, response } = await proveSidecar(statement, secret, random, pace);
    pace.finish();
    const record = { decryption_factors: [encoded.map(({ text }) => text)], decryption_proofs: [proofs] };
    const sidecar: SidecarJson = {
      version: SIDECAR_VERSION,
      owner,
      commitments: [commitments[0].text, commitments[1].text],
      response: response.toString(),
    };
    return { record: JSON.stringify(record), sidecar: JSON.stringify(sidecar) };
  });
}

/** Checks a partial decryption record; throws a `Refusal`. @returns the factors, in list order. */
export async function requireDecryption(
  context: OpeningContext,
  request: { owner: number; ciphertexts: readonly Ciphertext[]; record: string },
  reader: PointReader,
  pace: Pace,
): Promise<EncodedPoint[]> {
  const { owner, ciphertexts } = request;
  const { point, text } = requireOwnerKey(context, owner);
  const { fingerprint } = context.election;
  const key: DecryptionKey = { fingerprint, text, point: baseFor(point, ciphertexts.length) };
  const json = requireExact(decryptionSchema, request.record, 'the partial decryption');
  const [texts, proofs] = [json.decryption_factors[0], json.decryption_proofs[0]];
  if (texts.length !== ciphertexts.length || proofs.length !== ciphertexts.length) {
    throw new Refusal('decryption_wrong_length', 'the partial decryption has another length than the mixed list');
  }
  const factors: EncodedPoint[] = [];
  for (const [i, { alpha }] of ciphertexts.entries()) {
    const factor = requirePoint(reader, texts[i] ?? '', `factor ${i} of the partial decryption`);
    const proof = requireProof(proofs[i] as SchnorrProofJson, `proof ${i} of the partial decryption`);
    if (!verifyFactor(key, alpha.point, factor.point, proof)) {
      throw new Refusal('decryption_bad_proof', `proof ${i} of the partial decryption is wrong`);
    }
    factors.push(factor);
    await pace.spend(decryptionCheckCost(1));
  }
  return factors;
}

/** Checks the side-car of an owner's factors; throws a `Refusal`. */
export async function requireSidecar(
  context: OpeningContext,
  request: { sidecar: SidecarJson; ciphertexts: readonly Ciphertext[]; factors: readonly EncodedPoint[] },
  reader: PointReader,
  pace: Pace,
): Promise<void> {
  const { sidecar, ciphertexts, factors } = request;
  const key = requireOwnerKey(context, sidecar.owner);
  const what = `of the side-car of trustee ${sidecar.owner}`;
  const [first, second] = sidecar.commitments;
  const proof = {
    commitments: [
      requirePoint(reader, first, `the first commitment ${what}`),
      requirePoint(reader, second, `the second commitment ${what}`),
    ] as const,
    response: requireScalar(sidecar.response, `the response ${what}`),
  };
  const statement = sidecarStatement(context, sidecar.owner, key, ciphertexts, factors);
  if (!(await verifySidecar(statement, proof, pace))) {
    throw new Refusal('sidecar_bad_proof', `the proof ${what} is wrong: some factor is not this trustee's decryption`);
  }
}

/** Reads one side-car text; throws a `Refusal`. */
function requireSidecarText(text: string): SidecarJson {
  return requireExact(sidecarSchema, text, 'the side-car');
}

/** Checks what a trustee hands in: record, and side-car with the same owner. */
export function checkPartialDecryption(
  request: OpeningContext & {
    owner: number;
    ciphertexts: readonly CiphertextText[];
    record: string;
    sidecar: string;
    onProgress?: Progress | undefined;
  },
): Promise<Checked<object, OpeningErrorCode>> {
  return captureAsync(async () => {
    const n = request.ciphertexts.length;
    const reader = new PointReader();
    const total = n * READ_CIPHERTEXT + decryptionCheckCost(n) + sidecarCheckCost(n);
    const pace = new Pace(total, request.onProgress);
    const ciphertexts = await readCiphertexts(request.ciphertexts, reader, 'the mixed list', pace);
    const { owner, record } = request;
    const factors = await requireDecryption(request, { owner, ciphertexts, record }, reader, pace);
    const sidecar = requireSidecarText(request.sidecar);
    if (sidecar.owner !== owner) throw new Refusal('sidecar_bad_proof', 'the side-car belongs to another trustee');
    await requireSidecar(request, { sidecar, ciphertexts, factors }, reader, pace);
    pace.finish();
    return {};
  });
}

function requireFactor(factors: readonly EncodedPoint[] | undefined, i: number): Point {
  const factor = factors?.[i];
  if (!factor) throw new RangeError('fewer factors than ciphertexts');
  return factor.point;
}

function isThreshold({ blocks, keys }: ParsedTrustees): boolean {
  return blocks.length < keys.length;
}

/** The plaintext points M_i = β_i − D_i. @returns null while a partial decryption is missing. */
export async function decryptAll(
  trustees: ParsedTrustees,
  ciphertexts: readonly Ciphertext[],
  factors: ReadonlyMap<number, readonly EncodedPoint[]>,
  pace: Pace,
): Promise<Point[] | null> {
  const weights = decryptionWeights(trustees, [...factors.keys()]);
  if (!weights) return null;
  const plaintexts: Point[] = [];
  for (const [i, { beta }] of ciphertexts.entries()) {
    const mask = combineFactors(weights, (owner) => requireFactor(factors.get(owner), i));
    plaintexts.push(beta.point.subtract(mask));
    await pace.spend(weights.size * (isThreshold(trustees) ? COST.multiply : 1));
  }
  return plaintexts;
}

/** The bytes of plaintext points. */
export async function decodePayloads(
  election: ParsedElection,
  plaintexts: readonly Point[],
  pace: Pace,
): Promise<Uint8Array[]> {
  const payloads: Uint8Array[] = [];
  for (const point of plaintexts) {
    payloads.push(decodeBytes(point, election.payloadBytes));
    await pace.spend(COST.encode);
  }
  return payloads;
}

/** Text of the result record. */
export function resultText(payloads: readonly Uint8Array[]): string {
  return JSON.stringify({ result: [payloads.map((payload) => [...payload])] });
}

/** The result of partial decryptions that have been checked before; `decryption_missing` while one is outstanding. */
export function combineResult(
  request: OpeningContext & {
    ciphertexts: readonly CiphertextText[];
    partials: readonly { owner: number; record: string }[];
    onProgress?: Progress | undefined;
  },
): Promise<Checked<{ result: string; payloads: Uint8Array[] }, OpeningErrorCode>> {
  return captureAsync(async () => {
    const n = request.ciphertexts.length;
    const cost = (1 + request.partials.length) * n * READ_CIPHERTEXT;
    const pace = new Pace(cost, request.onProgress);
    const reader = new PointReader();
    const ciphertexts = await readCiphertexts(request.ciphertexts, reader, 'the mixed list', pace);
    const factors = new Map<number, EncodedPoint[]>();
    for (const { owner, record } of request.partials) {
      const json = requireExact(decryptionSchema, record, 'the partial decryption');
      if (json.decryption_factors[0].length !== n) {
        throw new Refusal('decryption_wrong_length', 'the partial decryption has another length than the mixed list');
      }
      const points: EncodedPoint[] = [];
      for (const [i, text] of json.decryption_factors[0].entries()) {
        points.push(requirePoint(reader, text, `factor ${i} of trustee ${owner}`));
        await pace.spend(COST.decode + COST.subgroup);
      }
      factors.set(owner, points);
    }
    const plaintexts = await decryptAll(request.trustees, ciphertexts, factors, pace);
    if (!plaintexts) throw new Refusal('decryption_missing', 'a partial decryption is missing');
    const payloads = await decodePayloads(request.election, plaintexts, pace);
    pace.finish();
    return { result: resultText(payloads), payloads };
  });
}
