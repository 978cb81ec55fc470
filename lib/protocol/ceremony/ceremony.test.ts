import { describe, expect, it } from 'vitest';
import { G, modOrder, multiply, pointText } from '../../crypto/group';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { playHonestly } from '../testing/play-ceremony';
import { unwrap } from '../testing/small-election';
import { decryptionWeights, isOwnersKey, parseTrustees } from '../trustees';
import { shareOf } from './answer';
import { fingerprints, finish } from './finish';
import { CEREMONY_STEPS, nextStep } from './types';

const SIZES: [number, number][] = [
  [1, 1],
  [2, 2],
  [2, 3],
  [3, 3],
  [2, 4],
  [3, 5],
  [5, 9],
];

describe.each(SIZES)('an honest ceremony of %i of %i', (threshold, size) => {
  const random = seededRandom(`honest ${threshold} ${size}`);
  const { setup, secrets, messages } = playHonestly([threshold, size], random);
  const { pedersen, publicKey } = unwrap(finish(setup, messages));

  it('ends with a block that the strict reader of archives accepts', () => {
    const { trustees } = unwrap(parseTrustees(`[["Pedersen",${pedersen}]]`));
    expect(trustees.publicKey.text).toBe(publicKey);
    expect(trustees.blocks).toEqual([{ threshold, owners: Array.from({ length: size }, (_, i) => i + 1) }]);
  });

  it('gives every trustee the share of its key, and any k shares make the joint key', () => {
    const { trustees } = unwrap(parseTrustees(`[["Pedersen",${pedersen}]]`));
    const shares = secrets.map((secret, i) => unwrap(shareOf(setup, messages, i + 1, secret)).share);
    for (const [i, share] of shares.entries()) expect(isOwnersKey(trustees, i + 1, share.toString())).toBe(true);
    const last = trustees.keys.map((_, i) => i + 1).slice(size - threshold);
    const weights = decryptionWeights(trustees, last);
    let secret = 0n;
    for (const [owner, weight] of weights ?? []) secret += weight * (shares[owner - 1] as bigint);
    expect(pointText(multiply(G, modOrder(secret)))).toBe(publicKey);
    expect(decryptionWeights(trustees, last.slice(1))).toBeNull();
  });

  it('shows fingerprints once there is something to compare', () => {
    expect(fingerprints(setup, messages)).toEqual({
      ok: true,
      certificates: expect.stringMatching(/^([0-9A-Z]{4} ){7}[0-9A-Z]{4}$/),
      block: expect.stringMatching(/^([0-9A-Z]{4} ){7}[0-9A-Z]{4}$/),
    });
  });
});

it('waits for everybody at every step', () => {
  const random = seededRandom('turns');
  for (const [i, step] of CEREMONY_STEPS.entries()) {
    const { setup, messages } = playHonestly([2, 3], random, i);
    expect(nextStep(setup, messages)).toEqual({ step, waitingFor: [1, 2, 3] });
  }
  const { setup, messages } = playHonestly([2, 3], random);
  expect(nextStep(setup, messages)).toEqual({ step: 'done', waitingFor: [] });
});
