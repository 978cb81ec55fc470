import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecryptionKey, decryptFactor, verifyFactor } from './decryption';
import { proveSidecar, type SidecarProof, type SidecarStatement, verifySidecar } from './dleq';
import { type EqualLogs, proveEqualLogs, verifyEqualLogs } from './equal-logs';
import { type EncodedPoint, encodePoint, G, modOrder, multiply, ORDER, type Point } from './group';
import { Pace } from './pace';
import { shuffleCiphertexts } from './prove-shuffle';
import { proveKnowledge, type SchnorrProof, verifyKnowledge } from './schnorr';
import type { Ciphertext, ShuffleProof, ShuffleStatement } from './shuffle';
import { generateSigningKey, signBytes, verifyBytes } from './signing';
import { seededRandom } from './testing/seeded-random';
import { verifyShuffle } from './verify-shuffle';

// Completeness: what an honest prover makes is accepted. Soundness: change any one thing that a proof is about, or any
// part of the proof, and it is refused.

const RUNS = { numRuns: 60 };
const seed = fc.string({ minLength: 1, maxLength: 12 });
const secret = fc.bigInt({ min: 1n, max: ORDER - 1n });
/** What a scalar is changed by, and by which point a point is changed. */
const difference = fc.oneof(fc.constantFrom(1n, 2n, ORDER - 1n), fc.bigInt({ min: 1n, max: ORDER - 1n }));
const prefix = fc.string({ maxLength: 40 }).map((text) => `${text}|`);

const moved = (point: Point, by: bigint) => point.add(multiply(G, by));
const movedText = ({ point }: EncodedPoint, by: bigint) => encodePoint(moved(point, by));
const shifted = (scalar: bigint, by: bigint) => modOrder(scalar + by);
const shiftedProof = ({ challenge, response }: SchnorrProof, by: bigint): SchnorrProof[] => [
  { challenge: shifted(challenge, by), response },
  { challenge, response: shifted(response, by) },
  { challenge: modOrder(-challenge), response },
  { challenge, response: modOrder(-response - by) },
];

describe('proof of knowledge', () => {
  it('is complete, and bound to key, prefix, challenge and response', () => {
    fc.assert(
      fc.property(seed, secret, prefix, difference, (random, x, domain, by) => {
        const publicKey = multiply(G, x);
        const proof = proveKnowledge({ secret: x, prefix: domain, random: seededRandom(random) });
        const holds = { publicKey, prefix: domain, proof };
        expect(verifyKnowledge(holds)).toBe(true);
        const wrong = [
          { ...holds, publicKey: moved(publicKey, by) },
          { ...holds, publicKey: publicKey.negate() },
          { ...holds, prefix: `${domain}|` },
          { ...holds, prefix: domain.slice(1) },
          { ...holds, base: moved(G, by) },
          ...shiftedProof(proof, by).map((changed) => ({ ...holds, proof: changed })),
        ];
        expect(wrong.map(verifyKnowledge)).toEqual(wrong.map(() => false));
      }),
      RUNS,
    );
  });
});

describe('proof of equal logarithms', () => {
  it('is complete, and bound to key, base, image, prefix, challenge and response', () => {
    fc.assert(
      fc.property(seed, secret, secret, prefix, difference, (random, x, b, domain, by) => {
        const base = multiply(G, b);
        const holds: EqualLogs = { publicKey: multiply(G, x), base, image: multiply(base, x), prefix: domain };
        const proof = proveEqualLogs(holds, x, seededRandom(random));
        expect(verifyEqualLogs(holds, proof)).toBe(true);
        const wrong: EqualLogs[] = [
          { ...holds, publicKey: moved(holds.publicKey, by) },
          { ...holds, base: moved(base, by) },
          { ...holds, image: moved(holds.image, by) },
          { ...holds, prefix: `${domain}x` },
        ];
        expect(wrong.map((statement) => verifyEqualLogs(statement, proof))).toEqual(wrong.map(() => false));
        const proofs = shiftedProof(proof, by);
        expect(proofs.map((changed) => verifyEqualLogs(holds, changed))).toEqual(proofs.map(() => false));
      }),
      RUNS,
    );
  });

  it('convinces nobody of a false statement, made as well as one can', () => {
    fc.assert(
      fc.property(seed, secret, secret, difference, (random, x, b, by) => {
        const base = multiply(G, b);
        const image = moved(multiply(base, x), by);
        const lie: EqualLogs = { publicKey: multiply(G, x), base, image, prefix: 'lie|' };
        expect(verifyEqualLogs(lie, proveEqualLogs(lie, x, seededRandom(random)))).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('proof of a decryption factor', () => {
  it('is complete, and bound to key, fingerprint, alpha, factor, challenge and response', () => {
    fc.assert(
      fc.property(seed, secret, secret, difference, (random, x, r, by) => {
        const alpha = multiply(G, r);
        const key: DecryptionKey = { fingerprint: 'fp', ...encodePoint(multiply(G, x)) };
        const { factor, proof } = decryptFactor(key, x, alpha, seededRandom(random));
        expect(factor.equals(multiply(alpha, x))).toBe(true);
        expect(verifyFactor(key, alpha, factor, proof)).toBe(true);
        const verdicts = [
          verifyFactor({ ...key, fingerprint: 'other' }, alpha, factor, proof),
          verifyFactor({ ...key, ...movedText(key, by) }, alpha, factor, proof),
          verifyFactor(
            { ...key, text: encodePoint(alpha).text === key.text ? '' : encodePoint(alpha).text },
            alpha,
            factor,
            proof,
          ),
          verifyFactor(key, moved(alpha, by), factor, proof),
          verifyFactor(key, alpha, moved(factor, by), proof),
          ...shiftedProof(proof, by).map((changed) => verifyFactor(key, alpha, factor, changed)),
        ];
        expect(verdicts).toEqual(verdicts.map(() => false));
      }),
      RUNS,
    );
  });
});

interface Opening {
  statement: SidecarStatement;
  secret: bigint;
}

const opening: fc.Arbitrary<Opening> = fc
  .tuple(secret, fc.uniqueArray(secret, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 9 }))
  .map(([x, scalars, owner]) => {
    const alphas = scalars.map((r) => encodePoint(multiply(G, r)));
    return {
      secret: x,
      statement: {
        electionHash: 'e'.repeat(64),
        ciphertextsHash: 'c'.repeat(64),
        owner,
        publicKey: encodePoint(multiply(G, x)),
        alphas,
        factors: alphas.map(({ point }) => encodePoint(multiply(point, x))),
      },
    };
  });

function wrongStatements(statement: SidecarStatement, at: number, by: bigint): SidecarStatement[] {
  const { alphas, factors, publicKey } = statement;
  const [alpha, factor] = [alphas[at] as EncodedPoint, factors[at] as EncodedPoint];
  const wrong = [
    { ...statement, electionHash: 'f'.repeat(64) },
    { ...statement, ciphertextsHash: 'f'.repeat(64) },
    { ...statement, owner: statement.owner + 1 },
    { ...statement, publicKey: movedText(publicKey, by) },
    { ...statement, alphas: alphas.with(at, movedText(alpha, by)) },
    { ...statement, factors: factors.with(at, movedText(factor, by)) },
    { ...statement, alphas: alphas.slice(1) },
    { ...statement, factors: factors.slice(1) },
    { ...statement, alphas: [...alphas, alpha], factors: [...factors, factor] },
  ];
  return alphas.length > 1
    ? [...wrong, { ...statement, alphas: alphas.toReversed(), factors: factors.toReversed() }]
    : wrong;
}

function wrongProofs({ commitments, response }: SidecarProof, by: bigint): SidecarProof[] {
  const [first, second] = commitments;
  return [
    { commitments: [movedText(first, by), second], response },
    { commitments: [first, movedText(second, by)], response },
    { commitments: [second, first], response },
    { commitments, response: shifted(response, by) },
    { commitments, response: modOrder(-response) },
  ];
}

describe('side-car', () => {
  it('is complete, and bound to every part of statement and proof', async () => {
    await fc.assert(
      fc.asyncProperty(seed, opening, fc.nat(), difference, async (random, { statement, secret: x }, place, by) => {
        const proof = await proveSidecar(statement, x, seededRandom(random), new Pace(0));
        const verify = (one: SidecarStatement, other: SidecarProof) => verifySidecar(one, other, new Pace(0));
        expect(await verify(statement, proof)).toBe(true);
        const verdicts = await Promise.all([
          ...wrongStatements(statement, place % statement.alphas.length, by).map((wrong) => verify(wrong, proof)),
          ...wrongProofs(proof, by).map((wrong) => verify(statement, wrong)),
        ]);
        expect(verdicts).toEqual(verdicts.map(() => false));
      }),
      RUNS,
    );
  });

  it('cannot be made for a wrong factor by whoever has the secret', async () => {
    await fc.assert(
      fc.asyncProperty(seed, opening, fc.nat(), difference, async (random, { statement, secret: x }, place, by) => {
        const at = place % statement.factors.length;
        const lie = {
          ...statement,
          factors: statement.factors.with(at, movedText(statement.factors[at] as EncodedPoint, by)),
        };
        const proof = await proveSidecar(lie, x, seededRandom(random), new Pace(0));
        expect(await verifySidecar(lie, proof, new Pace(0))).toBe(false);
      }),
      RUNS,
    );
  });
});

const electionKey = encodePoint(multiply(G, 123456789n));
const context = { fingerprint: 'fp', electionKey };
const list = fc
  .uniqueArray(fc.tuple(secret, secret), { minLength: 1, maxLength: 4, selector: ([r]) => r })
  .map((pairs) =>
    pairs.map(([r, m]): Ciphertext => {
      const beta = multiply(electionKey.point, r).add(multiply(G, m));
      return { alpha: encodePoint(multiply(G, r)), beta: encodePoint(beta) };
    }),
  );

async function shuffle(input: readonly Ciphertext[], random: string): Promise<ShuffleStatement> {
  const request = { context, input, random: seededRandom(random), pace: new Pace(0) };
  return { context, input, ...(await shuffleCiphertexts(request)) };
}

const accepts = async (statement: ShuffleStatement) =>
  (await verifyShuffle(statement, seededRandom('weights'), new Pace(0))).ok;

const POINTS = ['t1', 't2', 't3', 't41', 't42'] as const;
const SCALARS = ['s1', 's2', 's3', 's4'] as const;
const POINT_LISTS = ['tHats', 'commitments', 'chain'] as const;
const SCALAR_LISTS = ['sHats', 'sPrimes'] as const;

function wrongShuffleProofs(proof: ShuffleProof, at: number, by: bigint): ShuffleProof[] {
  return [
    ...POINTS.map((name) => ({ ...proof, [name]: movedText(proof[name], by) })),
    ...SCALARS.map((name) => ({ ...proof, [name]: shifted(proof[name], by) })),
    ...POINT_LISTS.map((name) => ({
      ...proof,
      [name]: proof[name].with(at, movedText(proof[name][at] as EncodedPoint, by)),
    })),
    ...SCALAR_LISTS.map((name) => ({ ...proof, [name]: proof[name].with(at, shifted(proof[name][at] as bigint, by)) })),
    ...[...POINT_LISTS, ...SCALAR_LISTS].map((name) => ({ ...proof, [name]: proof[name].slice(1) })),
  ];
}

function wrongLists(items: readonly Ciphertext[], at: number, by: bigint): Ciphertext[][] {
  const item = items[at] as Ciphertext;
  return [
    items.with(at, { ...item, alpha: movedText(item.alpha, by) }),
    items.with(at, { ...item, beta: movedText(item.beta, by) }),
    items.with(at, { alpha: item.beta, beta: item.alpha }),
    items.slice(1),
    [...items, item],
    ...(items.length > 1 ? [items.map(() => item)] : []),
  ];
}

describe('proof of a shuffle', () => {
  it('is complete, and bound to both lists, election, key and every part of the proof', async () => {
    await fc.assert(
      fc.asyncProperty(seed, list, fc.nat(), difference, async (random, input, place, by) => {
        const honest = await shuffle(input, random);
        expect(await accepts(honest)).toBe(true);
        const at = place % input.length;
        const wrong: ShuffleStatement[] = [
          { ...honest, context: { ...context, fingerprint: 'other' } },
          { ...honest, context: { ...context, electionKey: movedText(electionKey, by) } },
          ...wrongLists(honest.input, at, by).map((changed) => ({ ...honest, input: changed })),
          ...wrongLists(honest.output, at, by).map((changed) => ({ ...honest, output: changed })),
          ...wrongShuffleProofs(honest.proof, at, by).map((proof) => ({ ...honest, proof })),
        ];
        for (const [i, statement] of wrong.entries()) expect(await accepts(statement), `change ${i}`).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps what is encrypted: each output opens to one of the inputs, each input once', async () => {
    const opened = (items: readonly Ciphertext[]) =>
      items.map(({ alpha, beta }) => encodePoint(beta.point.subtract(multiply(alpha.point, 123456789n))).text).sort();
    await fc.assert(
      fc.asyncProperty(seed, list, async (random, input) => {
        const { output } = await shuffle(input, random);
        expect(opened(output)).toEqual(opened(input));
        const texts = new Set(input.map(({ alpha }) => alpha.text));
        expect(output.some(({ alpha }) => texts.has(alpha.text))).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('signature of the board', () => {
  it('is complete, and bound to key, message and every bit', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(seed, bytes, fc.nat(), (random, message, place) => {
        const { secretKey, publicKey } = generateSigningKey(seededRandom(random));
        const signature = signBytes(secretKey, message);
        expect(verifyBytes(publicKey, message, signature)).toBe(true);
        const turned = (array: Uint8Array) => {
          const at = place % array.length;
          return Uint8Array.from(array.with(at, (array[at] as number) ^ (1 << (place % 8))));
        };
        expect(verifyBytes(turned(publicKey), message, signature)).toBe(false);
        expect(verifyBytes(publicKey, turned(message), signature)).toBe(false);
        expect(verifyBytes(publicKey, message, turned(signature))).toBe(false);
        expect(verifyBytes(publicKey, message.slice(1), signature)).toBe(false);
        expect(verifyBytes(publicKey, message, signature.slice(1))).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
