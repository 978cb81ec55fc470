import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../crypto/encoding';
import { multiply, type Point, parsePoint } from '../crypto/group';
import { ballotContent, ballotTracker, checkBallot, encryptBallot, encryptPayload } from './ballot';
import { encryptedTally } from './tally';
import { addTorsion, editJson, forgeBallot, honestParts, IDENTITY_TEXT, OFF_CURVE } from './testing/forge';
import { draftElection, samplePayload } from './testing/small-election';

const draft = draftElection('ballots', 2);
const { election, random } = draft;
const credential = draft.credentials[0] ?? '';
const made = encryptBallot({ election, credential, payload: samplePayload(1), random });

/** Paths of all strings in a JSON value. */
function stringPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path];
  return Object.entries(value as object).flatMap(([key, part]) => stringPaths(part, [...path, key]));
}

function editPath(text: string, path: readonly string[], change: (value: string) => string): string {
  return editJson(text, (root) => {
    const parent = path.slice(0, -1).reduce((value, key) => value[key], root);
    const last = path.at(-1) ?? '';
    parent[last] = change(parent[last]);
  });
}

/** The ballot with a name of its election that brings the text to this length. */
function withLength(length: number): string {
  return editPath(made.ballot, ['election_uuid'], (uuid) =>
    uuid.padEnd(uuid.length + length - made.ballot.length, '1'),
  );
}

describe('ballots', () => {
  it('check, and carry the payload to whoever holds the key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 30, maxLength: 30 }), (payload) => {
        const { ballot, tracker } = encryptBallot({ election, credential, payload, random });
        const checked = checkBallot(election, ballot);
        expect(checked).toMatchObject({ ok: true, tracker });
        const { alpha, beta } = ballotContent(ballot);
        const secrets = draft.privateKeys.map(BigInt);
        const mask = secrets.map((secret) => multiply(parsePoint(alpha) as Point, secret));
        const message = mask.reduce((point, part) => point.subtract(part), parsePoint(beta) as Point);
        expect(decodeBytes(message, 30)).toEqual(payload);
      }),
      { numRuns: 5 },
    );
  });

  it('can be challenged: the revealed scalar gives the same ciphertext, and another payload does not', () => {
    const { alpha, beta } = ballotContent(made.ballot);
    expect(encryptPayload(election, samplePayload(1), made.encryption)).toEqual({ alpha, beta });
    expect(encryptPayload(election, samplePayload(2), made.encryption)).not.toEqual({ alpha, beta });
  });

  it('are refused when any single value is exchanged for that of another good ballot', () => {
    const other = encryptBallot({
      election,
      credential: draft.credentials[1] ?? '',
      payload: samplePayload(2),
      random,
    });
    const paths = stringPaths(JSON.parse(made.ballot));
    expect(paths).toHaveLength(10);
    for (const path of paths) {
      const value = path.reduce((part, key) => part[key], JSON.parse(other.ballot));
      if (path[0] === 'election_uuid' || path[0] === 'election_hash') continue;
      const checked = checkBallot(
        election,
        editPath(made.ballot, path, () => value),
      );
      const expected = path[0] !== 'signature' || path[1] === 'hash' ? 'bad_hash' : 'bad_signature';
      expect([path, checked]).toEqual([path, expect.objectContaining({ ok: false, code: expected })]);
    }
  });

  it('are refused when any character is changed', () => {
    fc.assert(
      fc.property(
        fc.nat(made.ballot.length - 1),
        fc.constantFrom('0', '1', 'a', 'Z', ' ', '"', '}'),
        (at, character) => {
          fc.pre(made.ballot[at] !== character);
          const text = made.ballot.slice(0, at) + character + made.ballot.slice(at + 1);
          expect(checkBallot(election, text).ok).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a long text', 'not_canonical', () => withLength(4_001)],
    ['another election and as long a text as is read', 'wrong_election', () => withLength(4_000)],
    ['the neutral element as credential', 'identity', () => editPath(made.ballot, ['credential'], () => IDENTITY_TEXT)],
    [
      'a credential outside the subgroup',
      'point_not_in_subgroup',
      () => editPath(made.ballot, ['credential'], addTorsion),
    ],
    ['no JSON', 'not_canonical', () => 'ballot'],
    ['a line break at the end', 'not_canonical', () => `${made.ballot}\n`],
    ['a further key', 'not_canonical', () => editJson(made.ballot, (v) => (v.extra = 1))],
    ['a prototype', 'not_canonical', () => made.ballot.replace('{', '{"__proto__":{},')],
    [
      'a leading zero',
      'scalar_not_canonical',
      () => editPath(made.ballot, ['signature', 'proof', 'response'], (s) => `0${s}`),
    ],
    ['capitals', 'point_not_canonical', () => editPath(made.ballot, ['credential'], (s) => s.toUpperCase())],
    [
      'no point',
      'point_not_on_curve',
      () => editPath(made.ballot, ['answers', '0', 'choices', 'beta'], () => OFF_CURVE),
    ],
    [
      'a beta outside the subgroup',
      'point_not_in_subgroup',
      () => editPath(made.ballot, ['answers', '0', 'choices', 'beta'], addTorsion),
    ],
    ['another election', 'wrong_election', () => editPath(made.ballot, ['election_uuid'], () => '1'.repeat(14))],
    ['another fingerprint', 'wrong_election', () => editPath(made.ballot, ['election_hash'], () => 'A'.repeat(43))],
  ])('are refused with %s', (_name, code, make) => {
    expect(checkBallot(election, make())).toMatchObject({ ok: false, code });
  });

  it('must be encrypted when cast, but may be open in an archive', () => {
    const parts = honestParts(draft, 0, samplePayload(3));
    const { beta } = parts.choices;
    const open = forgeBallot(draft, { ...parts, encryption: 0n, choices: { alpha: IDENTITY_TEXT, beta } });
    expect(checkBallot(election, open)).toMatchObject({ ok: false, code: 'identity' });
    expect(checkBallot(election, open, { allowOpen: true })).toMatchObject({ ok: true });
  });

  it('need a proof by the maker of the ciphertext and a signature by the holder of the credential', () => {
    const parts = honestParts(draft, 0, samplePayload(3));
    expect(checkBallot(election, forgeBallot(draft, parts)).ok).toBe(true);
    const copied = forgeBallot(draft, { ...parts, choices: ballotContent(made.ballot) });
    expect(
      checkBallot(
        election,
        editJson(copied, () => undefined),
      ),
    ).toMatchObject({ ok: false });
    expect(checkBallot(election, forgeBallot(draft, { ...parts, encryption: 5n }))).toMatchObject({
      code: 'bad_proof',
    });
    expect(checkBallot(election, forgeBallot(draft, { ...parts, secret: 5n }))).toMatchObject({
      code: 'bad_signature',
    });
  });

  it('are not made from unusable input', () => {
    expect(() => encryptBallot({ election, credential, payload: new Uint8Array(29), random })).toThrow(RangeError);
    const broken = { ...election, publicKey: IDENTITY_TEXT };
    expect(() => encryptBallot({ election: broken, credential, payload: samplePayload(1), random })).toThrow(
      RangeError,
    );
  });

  it('are told apart by their trackers', () => {
    const again = encryptBallot({ election, credential, payload: samplePayload(1), random });
    expect(again.tracker).not.toBe(made.tracker);
    expect(ballotTracker(made.ballot)).toBe(made.tracker);
  });
});

describe('the encrypted tally', () => {
  it('holds the last ballot of each credential, in the same order whoever voted first', () => {
    const second = encryptBallot({ election, credential, payload: samplePayload(4), random }).ballot;
    const other = encryptBallot({
      election,
      credential: draft.credentials[1] ?? '',
      payload: samplePayload(5),
      random,
    }).ballot;
    const tally = encryptedTally([made.ballot, other, second]);
    expect(tally).toEqual(encryptedTally([other, made.ballot, second]));
    expect(tally.ciphertexts).toHaveLength(2);
    const { alpha, beta } = ballotContent(second);
    expect(tally.ciphertexts).toContainEqual({ alpha, beta });
    expect(tally.sized).toMatch(/^\{"num_tallied":2,"total_weight":2,"encrypted_tally":"[0-9a-f]{64}"\}$/);
  });
});
