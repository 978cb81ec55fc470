import { describe, expect, it } from 'vitest';
import { proveEqualLogs, verifyEqualLogs } from './equal-logs';
import { G, IDENTITY, modOrder, multiply, pointText, randomScalar } from './group';
import { hashToScalar } from './hash';
import { seededRandom } from './testing/seeded-random';

const random = seededRandom('equal logs');
const secret = randomScalar(random);
const base = multiply(G, randomScalar(random));
const statement = { publicKey: multiply(G, secret), base, image: multiply(base, secret), prefix: 'test|' };
const proof = proveEqualLogs(statement, secret, random);

describe('a proof of equal logarithms', () => {
  it('holds for what it states, also for the extremes', () => {
    expect(verifyEqualLogs(statement, proof)).toBe(true);
    for (const x of [1n, modOrder(-1n)]) {
      const other = { ...statement, publicKey: multiply(G, x), image: multiply(base, x) };
      expect(verifyEqualLogs(other, proveEqualLogs(other, x, random))).toBe(true);
    }
  });

  it.each([
    ['another key', { publicKey: multiply(G, 2n) }],
    ['another base', { base: multiply(G, 3n) }],
    ['another image', { image: statement.image.add(G) }],
    ['another prefix', { prefix: 'test' }],
    ['exchanged points', { base: statement.image, image: base }],
    ['no image', { image: IDENTITY }],
  ])('does not hold for %s', (_, change) => {
    expect(verifyEqualLogs({ ...statement, ...change }, proof)).toBe(false);
  });

  it('asks a question over the whole statement and both commitments', () => {
    const { challenge: c, response: s } = proof;
    const { publicKey, image } = statement;
    const commitments = [multiply(G, s).add(multiply(publicKey, c)), multiply(base, s).add(multiply(image, c))];
    const [stated, made] = [[publicKey, base, image], commitments].map((points) => points.map(pointText).join(','));
    expect(c).toBe(hashToScalar(`test|${stated}|${made}`));
  });

  it('does not hold changed', () => {
    const { challenge, response } = proof;
    for (const change of [1n, -1n]) {
      expect(verifyEqualLogs(statement, { challenge: modOrder(challenge + change), response })).toBe(false);
      expect(verifyEqualLogs(statement, { challenge, response: modOrder(response + change) })).toBe(false);
    }
    expect(verifyEqualLogs(statement, { challenge: response, response: challenge })).toBe(false);
  });

  it('cannot be made for a false statement by anybody who does not choose the points last', () => {
    for (let i = 0; i < 20; i++) {
      const image = multiply(base, randomScalar(random));
      const lie = { ...statement, image };
      expect(verifyEqualLogs(lie, proveEqualLogs(lie, secret, random))).toBe(false);
    }
  });
});
