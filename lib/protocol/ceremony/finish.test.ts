import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../crypto/hash';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { type PlayedCeremony, playHonestly } from '../testing/play-ceremony';
import { unwrap } from '../testing/small-election';
import { parseTrustees } from '../trustees';
import { certificatesHash, readCeremony } from './check';
import { fingerprints, finish, shareKeyOf } from './finish';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** After each number of steps: nothing, certificates, commitments, dealings, keys, confirmations. */
let played: PlayedCeremony[];

beforeAll(() => {
  played = [0, 1, 2, 3, 4, 5].map((steps) => playHonestly([2, 2], seededRandom('finish'), steps));
});
const playedTo = (steps: number) => played[steps] as PlayedCeremony;

/** The first 160 bits of SHA-256 in base 32, in groups of four letters. */
function spoken(text: string): string {
  const bits = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) >> 96n;
  const letters = Array.from({ length: 32 }, (_, i) => LETTERS[Number((bits >> BigInt(5 * (31 - i))) & 31n)]);
  return letters.join('').replace(/.{4}(?=.)/g, '$& ');
}

describe('the end of a ceremony', () => {
  it('has fingerprints once there is something to compare', () => {
    const { setup, messages } = playedTo(5);
    const { certs } = readCeremony(setup, messages);
    const certificates = spoken(JSON.stringify(['certificates', setup.id, 2, 2, certificatesHash(certs)]));
    const { pedersen } = unwrap(finish(setup, messages));
    const block = spoken(JSON.stringify(['block', setup.id, sha256Hex(pedersen)]));
    const seen = played.map((at) => fingerprints(at.setup, at.messages));
    expect(seen.map((each) => each.ok && [each.certificates, each.block])).toEqual([
      [null, null],
      ...[1, 2, 3].map(() => [certificates, null]),
      ...[4, 5].map(() => [certificates, block]),
    ]);
    expect(block).toMatch(/^([0-9A-Z]{4} ){7}[0-9A-Z]{4}$/);
  });

  it('comes when everybody has confirmed', () => {
    for (const { setup, messages } of played.slice(0, 5)) {
      expect(finish(setup, messages)).toMatchObject({ ok: false, code: 'incomplete' });
    }
    const { setup, messages } = playedTo(5);
    const { pedersen, publicKey, shareKeys } = unwrap(finish(setup, messages));
    const { trustees } = unwrap(parseTrustees(`[["Pedersen",${pedersen}]]`));
    expect(trustees.publicKey.text).toBe(publicKey);
    expect(trustees.keys.map(({ text }) => text)).toEqual(shareKeys);
  });

  it('shows to whom each key belongs', () => {
    const { setup, messages } = playedTo(5);
    const { signers } = readCeremony(setup, messages);
    const { shareKeys } = unwrap(finish(setup, messages));
    for (const [i, signer] of signers.entries()) {
      expect(shareKeyOf(setup, messages, signer.text)).toEqual({ ok: true, shareKey: shareKeys[i] });
      expect(shareKeyOf(setup, playedTo(3).messages, signer.text)).toMatchObject({
        ok: false,
        code: 'incomplete',
        message: expect.stringContaining(`trustee ${i + 1} `),
      });
    }
    expect(shareKeyOf(setup, messages, 'ab'.repeat(32))).toEqual({ ok: true, shareKey: null });
  });
});
