import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { G, modOrder, multiply, ORDER } from './group';
import { proofFromJson, proofToJson, proveKnowledge, verifyKnowledge } from './schnorr';
import { seededRandom } from './testing/seeded-random';

const random = seededRandom('schnorr');
const secrets = fc.bigInt(1n, ORDER - 1n);

describe('compact Schnorr proofs', () => {
  it('are complete, over the generator and over another base', () => {
    fc.assert(
      fc.property(secrets, fc.string(), (secret, prefix) => {
        const proof = proveKnowledge({ secret, prefix, random });
        expect(verifyKnowledge({ publicKey: multiply(G, secret), prefix, proof })).toBe(true);
        const base = multiply(G, 11n);
        const other = proveKnowledge({ secret, prefix, random, base });
        expect(verifyKnowledge({ publicKey: multiply(base, secret), prefix, proof: other, base })).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('fail when anything about them is changed', () => {
    fc.assert(
      fc.property(secrets, fc.bigInt(1n, ORDER - 1n), (secret, change) => {
        const publicKey = multiply(G, secret);
        const proof = proveKnowledge({ secret, prefix: 'a|', random });
        const { challenge, response } = proof;
        const changed = { challenge: modOrder(challenge + change), response };
        expect(verifyKnowledge({ publicKey, prefix: 'a|', proof: changed })).toBe(false);
        const moved = { challenge, response: modOrder(response + change) };
        expect(verifyKnowledge({ publicKey, prefix: 'a|', proof: moved })).toBe(false);
        expect(verifyKnowledge({ publicKey, prefix: 'b|', proof })).toBe(false);
        expect(verifyKnowledge({ publicKey: multiply(publicKey, modOrder(change + 1n)), prefix: 'a|', proof })).toBe(
          false,
        );
      }),
      { numRuns: 10 },
    );
  });

  it('go to JSON and back, canonical scalars only', () => {
    const proof = proveKnowledge({ secret: 3n, prefix: '', random });
    expect(proofFromJson(proofToJson(proof))).toEqual(proof);
    expect(proofFromJson({ challenge: '01', response: '1' })).toBeNull();
    expect(proofFromJson({ challenge: '1', response: ORDER.toString() })).toBeNull();
  });
});
