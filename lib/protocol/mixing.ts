/** Shuffle records: making and checking them (chapter 11 of docs/spec). */
import * as z from 'zod';
import { type EncodedPoint, isIdentity } from '../crypto/group';
import { COST, Pace, type Progress } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
import { shuffleCiphertexts, shuffleCost } from '../crypto/prove-shuffle';
import type { RandomBytes } from '../crypto/random';
import type { Ciphertext, ShuffleProof } from '../crypto/shuffle';
import { verifyShuffle, verifyShuffleCost } from '../crypto/verify-shuffle';
import { type CiphertextText, ciphertextTexts, readCiphertexts } from './ciphertexts';
import type { ElectionKeys } from './election';
import { type Checked, captureAsync, Refusal, requirePoint, requireScalar, type ValueErrorCode } from './refusal';
import { ciphertextSchema, requireExact } from './strict-json';

export type ShuffleErrorCode = ValueErrorCode | 'shuffle_wrong_length' | 'shuffle_bad_proof';

const points = z.array(z.string());
const shuffleSchema = z.strictObject({
  ciphertexts: z.tuple([z.array(ciphertextSchema)]),
  proofs: z.tuple([
    z.tuple([
      z.tuple([z.string(), z.string(), z.string(), z.tuple([z.string(), z.string()]), points]),
      z.tuple([z.string(), z.string(), z.string(), z.string(), points, points]),
      points,
      points,
    ]),
  ]),
});

type ShuffleJson = z.infer<typeof shuffleSchema>;

/** Points read at once. */
const STRIDE = 512;

/** Cost of reading the points of one item: two output parts, t̂, c and ĉ. */
const READ_COST = 5 * (COST.decode + COST.subgroup);

/** Expected work of {@link requireShuffle} for `n` ciphertexts, in point additions. */
export function shuffleCheckCost(n: number): number {
  return n * READ_COST + verifyShuffleCost(n);
}

function shuffleText(output: readonly Ciphertext[], proof: ShuffleProof): string {
  const texts = (list: readonly EncodedPoint[]) => list.map(({ text }) => text);
  const { t1, t2, t3, t41, t42, s1, s2, s3, s4 } = proof;
  const json: ShuffleJson = {
    ciphertexts: [ciphertextTexts(output)],
    proofs: [
      [
        [t1.text, t2.text, t3.text, [t41.text, t42.text], texts(proof.tHats)],
        [String(s1), String(s2), String(s3), String(s4), proof.sHats.map(String), proof.sPrimes.map(String)],
        texts(proof.commitments),
        texts(proof.chain),
      ],
    ],
  };
  return JSON.stringify(json);
}

/**
 * Shuffles and re-encrypts a verified list (see `verifyForMixing`); the permutation is forgotten on return.
 * Yields to the event loop.
 * @returns the text of the shuffle record.
 * @throws Refusal when the input or the key is not what verification would have let pass.
 */
export async function mix(request: {
  election: ElectionKeys;
  input: readonly CiphertextText[];
  random: RandomBytes;
  onProgress?: Progress | undefined;
}): Promise<string> {
  const { election, random } = request;
  const n = request.input.length;
  const pace = new Pace(n * 2 * (COST.decode + COST.subgroup) + shuffleCost(n), request.onProgress);
  const reader = new PointReader();
  const electionKey = requirePoint(reader, election.publicKey, 'the election key');
  if (isIdentity(electionKey.point)) throw new RangeError('unusable election key');
  const input = await readCiphertexts(request.input, reader, 'the input', pace);
  const context = { fingerprint: election.fingerprint, electionKey };
  const { output, proof } = await shuffleCiphertexts({ context, input, random, pace });
  pace.finish();
  return shuffleText(output, proof);
}

async function readPoints(texts: readonly string[], reader: PointReader, what: string, pace: Pace) {
  const list: EncodedPoint[] = [];
  for (const [i, text] of texts.entries()) {
    if (i % STRIDE === 0) {
      const next = texts.slice(i, i + STRIDE);
      reader.prepare(next);
      await pace.spend(next.length * (COST.decode + COST.subgroup));
    }
    list.push(requirePoint(reader, text, `${what} ${i}`));
  }
  return list;
}

async function readProof(json: ShuffleJson['proofs'][0], reader: PointReader, pace: Pace): Promise<ShuffleProof> {
  const [[t1, t2, t3, [t41, t42], tHats], [s1, s2, s3, s4, sHats, sPrimes], commitments, chain] = json;
  const point = (text: string, name: string) => requirePoint(reader, text, `${name} of the proof`);
  return {
    s1: requireScalar(s1, 's1'),
    s2: requireScalar(s2, 's2'),
    s3: requireScalar(s3, 's3'),
    s4: requireScalar(s4, 's4'),
    sHats: sHats.map((text, i) => requireScalar(text, `response s^ ${i}`)),
    sPrimes: sPrimes.map((text, i) => requireScalar(text, `response s' ${i}`)),
    t1: point(t1, 't1'),
    t2: point(t2, 't2'),
    t3: point(t3, 't3'),
    t41: point(t41, 't41'),
    t42: point(t42, 't42'),
    tHats: await readPoints(tHats, reader, 'commitment t^', pace),
    commitments: await readPoints(commitments, reader, 'permutation commitment', pace),
    chain: await readPoints(chain, reader, 'chain commitment', pace),
  };
}

/** Checks one shuffle record against its input; throws a `Refusal`. */
export async function requireShuffle(
  request: { election: ElectionKeys; input: readonly Ciphertext[]; shuffle: string; random: RandomBytes },
  reader: PointReader,
  pace: Pace,
): Promise<Ciphertext[]> {
  const { election, input } = request;
  const json = requireExact(shuffleSchema, request.shuffle, 'the shuffle');
  if (json.ciphertexts[0].length !== input.length) {
    throw new Refusal('shuffle_wrong_length', 'the shuffle has another number of ciphertexts than its input');
  }
  const electionKey = requirePoint(reader, election.publicKey, 'the election key');
  const output = await readCiphertexts(json.ciphertexts[0], reader, 'the output', pace);
  const proof = await readProof(json.proofs[0], reader, pace);
  const context = { fingerprint: election.fingerprint, electionKey };
  const verdict = await verifyShuffle({ context, input, output, proof }, request.random, pace);
  if (verdict.ok) return output;
  if (verdict.code === 'wrong_length') {
    throw new Refusal('shuffle_wrong_length', 'the proof of the shuffle has lists of a wrong length');
  }
  throw new Refusal(
    'shuffle_bad_proof',
    `the proof of the shuffle is wrong: equation ${verdict.equation} does not hold`,
  );
}

/** Checks a shuffle record completely: text, points, proof. */
export function checkShuffle(request: {
  election: ElectionKeys;
  input: readonly CiphertextText[];
  shuffle: string;
  random: RandomBytes;
  onProgress?: Progress | undefined;
}): Promise<Checked<{ output: CiphertextText[] }, ShuffleErrorCode>> {
  return captureAsync(async () => {
    const n = request.input.length;
    const reader = new PointReader();
    const pace = new Pace(n * 2 * (COST.decode + COST.subgroup) + shuffleCheckCost(n), request.onProgress);
    const input = await readCiphertexts(request.input, reader, 'the input', pace);
    const output = await requireShuffle({ ...request, input }, reader, pace);
    pace.finish();
    return { output: ciphertextTexts(output) };
  });
}
