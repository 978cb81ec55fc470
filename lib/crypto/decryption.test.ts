import { describe, expect, it } from 'vitest';
import { decryptFactor, verifyFactor } from './decryption';
import { proveSidecar, type SidecarProof, type SidecarStatement, verifySidecar } from './dleq';
import { type EncodedPoint, encodePoint, G, modOrder, multiply, randomScalar } from './group';
import { Pace } from './pace';
import { seededRandom } from './testing/seeded-random';

const random = seededRandom('decryption');
const pace = new Pace(0);
const secret = randomScalar(random);
const publicKey = encodePoint(multiply(G, secret));
const key = { fingerprint: 'F'.repeat(43), ...publicKey };
const point = () => encodePoint(multiply(G, randomScalar(random)));
const shifted = (encoded: EncodedPoint) => encodePoint(encoded.point.add(G));

describe('partial decryption of one ciphertext', () => {
  const alpha = point().point;
  const { factor, proof } = decryptFactor(key, secret, alpha, random);

  it('verifies', () => {
    expect(factor.equals(multiply(alpha, secret))).toBe(true);
    expect(verifyFactor(key, alpha, factor, proof)).toBe(true);
  });

  it('fails when factor, proof, ciphertext, key or election is changed', () => {
    expect(verifyFactor(key, alpha, factor.add(G), proof)).toBe(false);
    expect(verifyFactor(key, alpha.add(G), factor, proof)).toBe(false);
    expect(verifyFactor(key, alpha, factor, { ...proof, response: modOrder(proof.response + 1n) })).toBe(false);
    expect(verifyFactor(key, alpha, factor, { ...proof, challenge: modOrder(proof.challenge + 1n) })).toBe(false);
    expect(verifyFactor({ ...key, fingerprint: 'G'.repeat(43) }, alpha, factor, proof)).toBe(false);
    expect(verifyFactor({ ...key, ...point() }, alpha, factor, proof)).toBe(false);
  });
});

describe('the side-car of a partial decryption', () => {
  const alphas = [point(), point(), point()];
  const statement: SidecarStatement = {
    electionHash: 'a'.repeat(64),
    ciphertextsHash: 'b'.repeat(64),
    owner: 1,
    publicKey,
    alphas,
    factors: alphas.map((alpha) => encodePoint(multiply(alpha.point, secret))),
  };

  it('verifies for the statement and for no other', async () => {
    const proof = await proveSidecar(statement, secret, random, pace);
    expect(await verifySidecar(statement, proof, pace)).toBe(true);
    const [first, second, third] = statement.factors as [EncodedPoint, EncodedPoint, EncodedPoint];
    const wrong: Partial<SidecarStatement>[] = [
      { electionHash: 'c'.repeat(64) },
      { ciphertextsHash: 'c'.repeat(64) },
      { owner: 2 },
      { publicKey: point() },
      { alphas: [...alphas].reverse() },
      { alphas: alphas.map((alpha, i) => (i === 1 ? shifted(alpha) : alpha)) },
      { factors: [first, shifted(second), third] },
      { factors: [second, first, third] },
      { factors: [first, second] },
      { alphas: alphas.slice(1), factors: [second, third] },
    ];
    for (const change of wrong) expect(await verifySidecar({ ...statement, ...change }, proof, pace)).toBe(false);
  });

  it('fails when any part of the proof is changed', async () => {
    const proof = await proveSidecar(statement, secret, random, pace);
    const [first, second] = proof.commitments;
    const wrong: SidecarProof[] = [
      { ...proof, response: modOrder(proof.response + 1n) },
      { ...proof, commitments: [shifted(first), second] },
      { ...proof, commitments: [first, shifted(second)] },
    ];
    for (const bad of wrong) expect(await verifySidecar(statement, bad, pace)).toBe(false);
  });

  it('cannot be made with another secret', async () => {
    const proof = await proveSidecar(statement, modOrder(secret + 1n), random, pace);
    expect(await verifySidecar(statement, proof, pace)).toBe(false);
  });
});
