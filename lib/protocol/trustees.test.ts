import { describe, expect, it } from 'vitest';
import { G, modOrder, multiply, ORDER, parsePoint, pointText } from '../crypto/group';
import { seededRandom } from '../crypto/testing/seeded-random';
import { playCeremony } from './testing/ceremony';
import { addTorsion, editJson, IDENTITY_TEXT, type Loose, OFF_CURVE } from './testing/forge';
import { unwrap } from './testing/small-election';
import {
  checkTrusteeKey,
  combineTrustees,
  decryptionWeights,
  isOwnersKey,
  makeTrusteeKey,
  parsePrivateKey,
  parseTrustees,
} from './trustees';

const random = seededRandom('trustees');
const [first, second] = [makeTrusteeKey(random), makeTrusteeKey(random)];
const { block, shares } = playCeremony(2, 3, random);
const mixed = `[["Single",${first.publicKey}],["Pedersen",${block}]]`;

describe('single trustees', () => {
  it('make keys that check and combine', () => {
    expect(checkTrusteeKey(first.publicKey)).toMatchObject({ ok: true });
    const { trustees, publicKey } = combineTrustees([first.publicKey, second.publicKey]);
    const sum = [first, second].reduce((total, { privateKey }) => total + BigInt(privateKey), 0n);
    expect(parsePoint(publicKey)?.equals(multiply(G, modOrder(sum)))).toBe(true);
    const parsed = unwrap(parseTrustees(trustees)).trustees;
    expect(parsed.publicKey.text).toBe(publicKey);
    expect(isOwnersKey(parsed, 1, first.privateKey)).toBe(true);
    expect(isOwnersKey(parsed, 2, first.privateKey)).toBe(false);
    expect(isOwnersKey(parsed, 3, first.privateKey)).toBe(false);
    expect(isOwnersKey(parsed, 1, 'abc')).toBe(false);
  });

  it('write private keys that are also read from the form of belenios-tool', () => {
    expect(parsePrivateKey(` "${first.privateKey}"\n`)).toBe(BigInt(first.privateKey));
    for (const text of [
      '',
      '0',
      'abc',
      `x"${first.privateKey}"`,
      `"${first.privateKey}"x`,
      `"${first.privateKey}`,
      `-${first.privateKey}`,
      ORDER.toString(),
    ])
      expect(parsePrivateKey(text)).toBeNull();
  });

  it.each<[string, string, (value: Loose) => void]>([
    ['another proof', 'trustee_bad_proof', (v) => (v.pok = JSON.parse(second.publicKey).pok)],
    ['another key', 'trustee_bad_proof', (v) => (v.public_key = JSON.parse(second.publicKey).public_key)],
    ['the identity', 'trustee_key_identity', (v) => (v.public_key = IDENTITY_TEXT)],
    ['no point', 'point_not_on_curve', (v) => (v.public_key = OFF_CURVE)],
    ['a point outside the subgroup', 'point_not_in_subgroup', (v) => (v.public_key = addTorsion(v.public_key))],
    ['a long number', 'scalar_not_canonical', (v) => (v.pok.challenge = `0${v.pok.challenge}`)],
    ['a name', 'not_canonical', (v) => (v.name = 'Ada')],
  ])('are refused with %s', (_name, code, change) => {
    expect(checkTrusteeKey(editJson(first.publicKey, change))).toMatchObject({ ok: false, code });
  });

  it('are refused when their keys cancel out', () => {
    const opposite = (ORDER - BigInt(first.privateKey)).toString(16).padStart(128, '0');
    const source = (length: number) => (length === 64 ? new Uint8Array(Buffer.from(opposite, 'hex')) : random(length));
    const cancelling = makeTrusteeKey(source);
    const text = `[["Single",${first.publicKey}],["Single",${cancelling.publicKey}]]`;
    expect(parseTrustees(text)).toMatchObject({ ok: false, code: 'election_key_identity' });
  });

  it('are refused twice in one list', () => {
    expect(() => combineTrustees([first.publicKey, first.publicKey])).toThrow('same key');
  });
});

describe('threshold trustees', () => {
  it('are accepted beside single ones, with ids over all blocks', () => {
    const { trustees } = unwrap(parseTrustees(mixed));
    expect(trustees.blocks).toEqual([
      { threshold: 1, owners: [1] },
      { threshold: 2, owners: [2, 3, 4] },
    ]);
    expect(shares.every((share, i) => isOwnersKey(trustees, i + 2, share.toString()))).toBe(true);
  });

  it('reconstruct the joint secret from any two shares', () => {
    const { trustees } = unwrap(parseTrustees(mixed));
    for (const owners of [
      [1, 2, 3],
      [1, 2, 4],
      [1, 3, 4],
      [4, 3, 2, 1],
    ]) {
      const weights = decryptionWeights(trustees, owners);
      let secret = 0n;
      for (const [owner, weight] of weights ?? []) {
        secret += weight * (owner === 1 ? BigInt(first.privateKey) : (shares[owner - 2] ?? 0n));
      }
      expect(pointText(multiply(G, modOrder(secret)))).toBe(trustees.publicKey.text);
    }
    expect([...(decryptionWeights(trustees, [4, 3, 2, 1]) ?? new Map()).keys()]).toEqual([1, 2, 3]);
    expect(decryptionWeights(trustees, [1, 3])).toBeNull();
    expect(decryptionWeights(trustees, [2, 3])).toBeNull();
  });

  const message = (list: string, i: number, change: (value: Loose) => void) => (v: Loose) => {
    v[list][i].message = editJson(v[list][i].message, change);
  };

  it.each<[string, string, (value: Loose) => void]>([
    ['a missing certificate', 'threshold_bad_shape', (v) => v.certs.pop()],
    ['a missing key', 'threshold_bad_shape', (v) => v.verification_keys.pop()],
    ['a threshold above its size', 'threshold_bad_shape', (v) => (v.threshold = 4)],
    [
      'nobody',
      'threshold_bad_shape',
      (v) => {
        for (const key of ['certs', 'coefexps', 'signatures', 'verification_keys']) v[key] = [];
      },
    ],
    ['another threshold', 'threshold_bad_shape', (v) => (v.threshold = 3)],
    ['certificates in another order', 'threshold_bad_shape', (v) => v.certs.reverse()],
    ['a threshold of 0', 'threshold_bad_shape', (v) => (v.threshold = 0)],
    [
      'a signing key that is the identity',
      'trustee_key_identity',
      message('certs', 1, (v) => (v.verification = IDENTITY_TEXT)),
    ],
    ['another group', 'not_canonical', message('certs', 1, (v) => (v.context.group = 'BELENIOS-2048'))],
    ['blanks in a message', 'not_canonical', (v) => (v.certs[0].message += ' ')],
    ['another signing key', 'threshold_bad_signature', message('certs', 1, (v) => (v.verification = v.encryption))],
    [
      'a certificate signed by another',
      'threshold_bad_signature',
      (v) => (v.certs[0].signature = v.certs[1].signature),
    ],
    [
      'an encryption key that is the identity',
      'trustee_key_identity',
      message('certs', 1, (v) => (v.encryption = IDENTITY_TEXT)),
    ],
    [
      'an encryption key outside the subgroup',
      'point_not_in_subgroup',
      message('certs', 1, (v) => (v.encryption = addTorsion(v.encryption))),
    ],
    ['a changed dealing', 'threshold_bad_signature', message('coefexps', 2, (v) => v.coefexps.reverse())],
    ['a dealing of another degree', 'threshold_bad_shape', message('coefexps', 2, (v) => v.coefexps.pop())],
    ['a dealing that was not agreed', 'threshold_bad_signature', (v) => v.signatures.reverse()],
    [
      'a share key that is the identity',
      'trustee_key_identity',
      (v) => (v.verification_keys[0].public_key = IDENTITY_TEXT),
    ],
    [
      'a share key without proof',
      'trustee_bad_proof',
      (v) => (v.verification_keys[0].pok = v.verification_keys[1].pok),
    ],
    [
      'a share key signed by another',
      'threshold_bad_signature',
      (v) => (v.verification_keys[0].signature = v.verification_keys[1].signature),
    ],
  ])('are refused with %s', (_name, code, change) => {
    expect(parseTrustees(`[["Pedersen",${editJson(block, change)}]]`)).toMatchObject({ ok: false, code });
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
  ])('may be %i of %i', (threshold, size) => {
    const { trustees } = unwrap(parseTrustees(`[["Pedersen",${playCeremony(threshold, size, random).block}]]`));
    expect(trustees.blocks).toMatchObject([{ threshold, owners: { length: size } }]);
  });

  it.each<[string, string, ReturnType<typeof playCeremony>]>([
    ['fewer trustees than it needs', 'threshold_bad_shape', playCeremony(4, 3, random)],
    ['no need of anybody', 'threshold_bad_shape', playCeremony(0, 2, random, { error: 5n })],
    ['a certificate for more trustees', 'threshold_bad_shape', playCeremony(2, 3, random, { context: { size: 4 } })],
    [
      'a certificate for another threshold',
      'threshold_bad_shape',
      playCeremony(2, 3, random, { context: { threshold: 1 } }),
    ],
    ['a certificate for another place', 'threshold_bad_shape', playCeremony(2, 3, random, { context: { index: 3 } })],
    ['one signer for all', 'trustee_key_duplicate', playCeremony(2, 3, random, { oneSigner: true })],
  ])('are refused with %s, soundly signed', (_name, code, { block: sound }) => {
    expect(parseTrustees(`[["Pedersen",${sound}]]`)).toMatchObject({ ok: false, code });
  });

  it('are refused with a share key that was not dealt', () => {
    const text = playCeremony(2, 3, random, { error: 1n }).block;
    expect(parseTrustees(`[["Pedersen",${text}]]`)).toMatchObject({ ok: false, code: 'threshold_bad_key' });
  });

  it('are refused with the same certificate in two places', () => {
    const text = playCeremonyWithTwin();
    expect(parseTrustees(`[["Pedersen",${text}]]`)).toMatchObject({ ok: false, code: 'trustee_key_duplicate' });
  });
});

/** A ceremony whose random source gives the first two trustees the same signing key. */
function playCeremonyWithTwin(): string {
  const source = seededRandom('twin');
  const signing = source(64);
  let calls = 0;
  return playCeremony(1, 2, (length) => {
    const call = calls++;
    // Per member: signing, encryption, one coefficient.
    return call === 0 || call === 3 ? signing : source(length);
  }).block;
}
