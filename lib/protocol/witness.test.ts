import { describe, expect, it } from 'vitest';
import { generateSigningKey } from '../crypto/signing';
import { seededRandom } from '../crypto/testing/seeded-random';
import { canonicalJson, type JsonValue } from './canonical-json';
import { toHex } from './hex';
import { signSampleHead } from './testing/sample-board';
import { type Cosignature, cosign, cosignaturesText, parseCosignatures } from './witness';

const random = seededRandom('witness');
const board = generateSigningKey(random);
const byKey = (a: { publicKey: Uint8Array }, b: { publicKey: Uint8Array }) =>
  toHex(a.publicKey) < toHex(b.publicKey) ? -1 : 1;
/** Three witnesses in the order of their keys. */
const [first, second, third] = [1, 2, 3].map(() => generateSigningKey(random)).sort(byKey) as [Key, Key, Key];
type Key = ReturnType<typeof generateSigningKey>;

const FINGERPRINT = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const sign = (size: number, { secretKey }: Key): Cosignature => {
  const log = Array.from({ length: size }, (_, i) => `leaf ${i}`);
  return cosign(signSampleHead(log, FINGERPRINT, '2027-03-15T20:00Z', board.secretKey), secretKey);
};
const named = (name: string, { publicKey }: Key) => ({ name, publicKey: toHex(publicKey) });
const [gazette, league, club] = [named('Gazette', first), named('League', second), named('Club', third)];

/** The file with lists as they are given, in whatever order. */
const fileOf = (witnesses: JsonValue, cosignatures: JsonValue) =>
  canonicalJson({ version: 1, witnesses, cosignatures });

describe('the file of co-signatures', () => {
  const ordered = [sign(2, first), sign(2, second), sign(9, first), sign(10, second)];

  it('has one order: by size, then by key, and witnesses by key', () => {
    const text = fileOf([gazette, league], ordered);
    expect(cosignaturesText([gazette, league], ordered)).toBe(text);
    expect(cosignaturesText([league, gazette], ordered.toReversed())).toBe(text);
    expect(
      cosignaturesText(
        [league, gazette],
        [1, 3, 0, 2].map((i) => ordered[i] as Cosignature),
      ),
    ).toBe(text);
    expect(parseCosignatures(text)).toEqual({ version: 1, witnesses: [gazette, league], cosignatures: ordered });
  });

  it('names nobody who signed nothing', () => {
    expect(cosignaturesText([gazette, league, club], ordered)).toBe(fileOf([gazette, league], ordered));
    expect(parseCosignatures(fileOf([gazette, league, club], ordered))).toBeNull();
    expect(cosignaturesText([gazette], [])).toBe(fileOf([], []));
    expect(parseCosignatures(fileOf([], []))).toEqual({ version: 1, witnesses: [], cosignatures: [] });
  });

  it.each<[string, string]>([
    ['another order of witnesses', fileOf([league, gazette], ordered)],
    ['another order of sizes', fileOf([gazette, league], ordered.toReversed())],
    [
      'another order of keys',
      fileOf([gazette, league], ordered.with(0, ordered[1] as Cosignature).with(1, ordered[0] as Cosignature)),
    ],
    ['a witness without a name', fileOf([gazette], ordered)],
    ['a witness named twice', fileOf([gazette, gazette, league], ordered)],
    ['a witness with two names', fileOf([gazette, { ...gazette, name: 'Herald' }, league], ordered)],
    [
      'two words of one witness on one size',
      fileOf([gazette], [ordered[0] as Cosignature, { ...(ordered[0] as Cosignature), root: 'ab'.repeat(32) }]),
    ],
    ['the same word twice', fileOf([gazette], [ordered[0] as Cosignature, ordered[0] as Cosignature])],
    ['something else', '{}'],
  ])('is refused with %s', (_, text) => {
    expect(parseCosignatures(text)).toBeNull();
  });
});
