import { beforeAll, describe, expect, it } from 'vitest';
import { type EncodedPoint, encodePoint, G, modOrder, multiply, pointText, randomScalar } from './group';
import { Pace } from './pace';
import { shuffleCiphertexts, shuffleCost } from './prove-shuffle';
import type { Ciphertext, ShuffleProof, ShuffleStatement } from './shuffle';
import { seededRandom } from './testing/seeded-random';
import { verifyShuffle, verifyShuffleCost } from './verify-shuffle';

const random = seededRandom('shuffle');
const secret = randomScalar(random);
const context = { fingerprint: 'F'.repeat(43), electionKey: encodePoint(multiply(G, secret)) };
const pace = new Pace(0);
let statement: ShuffleStatement;

function encrypt(number: number): Ciphertext {
  const r = randomScalar(random);
  const beta = multiply(context.electionKey.point, r).add(multiply(G, BigInt(number)));
  return { alpha: encodePoint(multiply(G, r)), beta: encodePoint(beta) };
}

function decrypt({ alpha, beta }: Ciphertext): string {
  return pointText(beta.point.subtract(multiply(alpha.point, secret)));
}

async function prove(n: number): Promise<ShuffleStatement> {
  const input = Array.from({ length: n }, (_, i) => encrypt(i + 1));
  return { context, input, ...(await shuffleCiphertexts({ context, input, random, pace })) };
}

beforeAll(async () => {
  statement = await prove(4);
});

class Meter extends Pace {
  spent = 0;

  override spend(additions: number): Promise<void> {
    this.spent += additions;
    return super.spend(additions);
  }
}

const shifted = ({ point }: EncodedPoint) => encodePoint(point.add(G));

/** The proof with one part moved: a point by G, a scalar by 1. */
function mutations(proof: ShuffleProof): [name: string, proof: ShuffleProof][] {
  const results: [string, ShuffleProof][] = [];
  for (const key of ['t1', 't2', 't3', 't41', 't42'] as const)
    results.push([key, { ...proof, [key]: shifted(proof[key]) }]);
  for (const key of ['s1', 's2', 's3', 's4'] as const)
    results.push([key, { ...proof, [key]: modOrder(proof[key] + 1n) }]);
  for (const key of ['tHats', 'commitments', 'chain'] as const) {
    proof[key].forEach((_, i) => {
      results.push([`${key} ${i}`, { ...proof, [key]: proof[key].map((p, k) => (k === i ? shifted(p) : p)) }]);
    });
  }
  for (const key of ['sHats', 'sPrimes'] as const) {
    proof[key].forEach((_, i) => {
      results.push([`${key} ${i}`, { ...proof, [key]: proof[key].map((s, k) => (k === i ? modOrder(s + 1n) : s)) }]);
    });
  }
  return results;
}

describe('verifiable shuffles', () => {
  it.each([1, 2, 3, 9, 50])('of %i ciphertexts verify and keep the plaintexts', async (n) => {
    const made = await prove(n);
    expect(await verifyShuffle(made, random, pace)).toEqual({ ok: true });
    expect(made.output.map(decrypt).sort()).toEqual(made.input.map(decrypt).sort());
    const texts = new Set(made.input.flatMap(({ alpha, beta }) => [alpha.text, beta.text]));
    for (const { alpha, beta } of made.output) expect(texts.has(alpha.text) || texts.has(beta.text)).toBe(false);
  });

  it('of more ciphertexts than are handled at once take about the work that they announce', async () => {
    const n = 260;
    const input = Array.from({ length: n }, (_, i) => encrypt(i + 1));
    const [mixing, verifying] = [new Meter(0), new Meter(0)];
    const made = { context, input, ...(await shuffleCiphertexts({ context, input, random, pace: mixing })) };
    expect(await verifyShuffle(made, random, verifying)).toEqual({ ok: true });
    for (const share of [mixing.spent / shuffleCost(n), verifying.spent / verifyShuffleCost(n)]) {
      expect(share).toBeGreaterThan(0.6);
      expect(share).toBeLessThan(1.6);
    }
  });

  it('use every permutation', async () => {
    const input = [1, 2, 3].map(encrypt);
    const places = input.map(decrypt);
    const seen = new Set<string>();
    for (let i = 0; i < 60 && seen.size < 6; i++) {
      const { output } = await shuffleCiphertexts({ context, input, random, pace });
      seen.add(output.map((item) => places.indexOf(decrypt(item))).join(''));
    }
    expect(seen.size).toBe(6);
  });

  it('refuse an empty list', async () => {
    await expect(shuffleCiphertexts({ context, input: [], random, pace })).rejects.toThrow(RangeError);
    const { t1, t2, t3, t41, t42, s1, s2, s3, s4 } = statement.proof;
    const lists = { tHats: [], sHats: [], sPrimes: [], commitments: [], chain: [] };
    const empty = { context, input: [], output: [], proof: { t1, t2, t3, t41, t42, s1, s2, s3, s4, ...lists } };
    for (const wrong of [empty, { ...statement, input: [] }]) {
      expect(await verifyShuffle(wrong, random, pace)).toEqual({ ok: false, code: 'wrong_length' });
    }
  });

  it('fail when any part of the proof is changed', async () => {
    const changed = mutations(statement.proof);
    expect(changed).toHaveLength(9 + 3 * 4 + 2 * 4);
    for (const [name, proof] of changed) {
      const verdict = await verifyShuffle({ ...statement, proof }, random, pace);
      expect([name, verdict.ok]).toEqual([name, false]);
    }
  });

  it('fail when a list, the key or the election is changed', async () => {
    const { input, output } = statement;
    const [first, second, ...rest] = output as [Ciphertext, Ciphertext, ...Ciphertext[]];
    const changed: ShuffleStatement[] = [
      { ...statement, output: [second, first, ...rest] },
      { ...statement, output: [{ ...first, beta: shifted(first.beta) }, second, ...rest] },
      { ...statement, output: [{ ...first, alpha: shifted(first.alpha) }, second, ...rest] },
      { ...statement, output: [first, first, ...rest] },
      { ...statement, input: [...input].reverse() },
      { ...statement, context: { ...context, fingerprint: 'G'.repeat(43) } },
      { ...statement, context: { ...context, electionKey: shifted(context.electionKey) } },
    ];
    for (const wrong of changed) expect((await verifyShuffle(wrong, random, pace)).ok).toBe(false);
  });

  it('name the first equation that does not hold', async () => {
    const { proof } = statement;
    const cases: [Partial<ShuffleProof>, string][] = [
      [{ s1: modOrder(proof.s1 + 1n) }, 't1'],
      [{ s2: modOrder(proof.s2 + 1n) }, 't2'],
      [{ s3: modOrder(proof.s3 + 1n) }, 't3'],
      [{ s4: modOrder(proof.s4 + 1n) }, 't41'],
      [{ sHats: proof.sHats.map((s, i) => (i === 2 ? modOrder(s + 1n) : s)) }, 'tHat 2'],
    ];
    for (const [change, equation] of cases) {
      const verdict = await verifyShuffle({ ...statement, proof: { ...proof, ...change } }, random, pace);
      expect(verdict).toEqual({ ok: false, code: 'bad_proof', equation });
    }
  });

  it('refuse lists of different lengths', async () => {
    const { proof } = statement;
    const shorter = { ...proof, sPrimes: proof.sPrimes.slice(1) };
    expect(await verifyShuffle({ ...statement, proof: shorter }, random, pace)).toEqual({
      ok: false,
      code: 'wrong_length',
    });
  });
});
