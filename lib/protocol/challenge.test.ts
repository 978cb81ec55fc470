import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORDER } from '../crypto/order';
import { seededRandom } from '../crypto/testing/seeded-random';
import { ballotParts, ballotText, checkBallot, encryptBallot } from './ballot';
import { checkOpenedBallot, openBallot } from './challenge';
import { generateCredential } from './credentials';
import { descriptionHash, descriptionText, type PublicDescription, payloadRules } from './description';
import { generateUuid, makeElection, parseElection } from './election';
import { encodeVote } from './payload';
import { sampleDescription } from './testing/sample-description';
import { unwrap } from './testing/small-election';
import { combineTrustees, makeTrusteeKey } from './trustees';

const random = seededRandom('challenge');
const { publicKey } = combineTrustees([1, 2].map(() => makeTrusteeKey(random).publicKey));

function setUp(changes: Partial<PublicDescription> = {}) {
  const text = descriptionText(sampleDescription(changes));
  const electionText = makeElection({
    uuid: generateUuid(random),
    name: 'Green North',
    descriptionHash: descriptionHash(text),
    publicKey,
  });
  return { electionText, descriptionText: text, keys: unwrap(parseElection(electionText)).election };
}

const election = setUp();
const rules = payloadRules(sampleDescription());
const encrypt = (payload: Uint8Array, of = election) => {
  const made = encryptBallot({ election: of.keys, credential: generateCredential(random), payload, random });
  return { ...made, payload };
};
const vote = (...chosen: number[]) => encodeVote(rules, { chosen, points: [] });
const made = encrypt(vote(1, 3));
const opening = openBallot(made);

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
/** Changed bytes with a checksum that fits them, as a forger would write it. */
async function reseal(change: (bytes: Uint8Array) => void, text = opening): Promise<string> {
  const bytes = bytesOf(text);
  change(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice(0, -1)));
  bytes[bytes.length - 1] = digest[0] as number;
  return Buffer.from(bytes).toString('base64url');
}

describe('an opened ballot', () => {
  test('shows tracker and choices on a device that knows nothing but the public texts', () => {
    expect(opening).toMatch(/^[A-Za-z0-9_-]{384}$/);
    expect(checkOpenedBallot(election, opening)).toMatchObject({
      ok: true,
      tracker: made.tracker,
      electionFingerprint: election.keys.fingerprint,
      chosen: [1, 3],
      points: [],
    });
  });

  test('can be made of every vote, a blank one included, and of every form', () => {
    for (const chosen of [[], [5], [1, 2, 3]]) {
      expect(checkOpenedBallot(election, openBallot(encrypt(vote(...chosen))))).toMatchObject({ ok: true, chosen });
    }
    const points = setUp({ ballot: { form: 'points', min: 0, max: 3, totalPoints: 10, maxPoints: 6 } });
    const pointRules = payloadRules(
      sampleDescription({ ballot: { form: 'points', min: 0, max: 3, totalPoints: 10, maxPoints: 6 } }),
    );
    const payload = encodeVote(pointRules, { chosen: [2, 4], points: [6, 4] });
    const checked = checkOpenedBallot(points, openBallot(encrypt(payload, points)));
    expect(checked).toMatchObject({ ok: true, chosen: [2, 4], points: [6, 4] });
  });

  test('holds the text of the ballot to the letter', () => {
    fc.assert(
      fc.property(fc.subarray([1, 2, 3, 4, 5], { maxLength: 3 }), (chosen) => {
        const { ballot, tracker, ...rest } = encrypt(vote(...chosen));
        expect(ballotText(election.keys, ballotParts(ballot))).toBe(ballot);
        expect(checkOpenedBallot(election, openBallot({ ballot, ...rest }))).toMatchObject({ tracker, chosen });
      }),
      { numRuns: 5 },
    );
  });
});

describe('what does not fit', () => {
  test('a device that encrypted other choices than it shows is found out', () => {
    const lie = openBallot({ ...made, payload: vote(2) });
    expect(checkOpenedBallot(election, lie)).toMatchObject({ ok: false, code: 'other_choices' });
    const otherScalar = openBallot({ ...made, encryption: (made.encryption + 1n) % ORDER });
    expect(checkOpenedBallot(election, otherScalar)).toMatchObject({ ok: false, code: 'other_choices' });
  });

  test('a changed byte anywhere is refused, with a checksum that fits it too', async () => {
    const codes = new Map<string, number>();
    for (let at = 0; at < 287; at += 1) {
      const forged = await reseal((bytes) => {
        bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
      });
      const checked = checkOpenedBallot(election, forged);
      expect(checked.ok, `byte ${at}`).toBe(false);
      if (!checked.ok) codes.set(checked.code, (codes.get(checked.code) ?? 0) + 1);
    }
    expect([...codes.keys()].sort()).toEqual(['bad_ballot', 'not_an_opening', 'other_choices']);
    // The scalar's 32 bytes but for those that lift it above the order, and the 30 of the payload.
    expect(codes.get('other_choices')).toBeGreaterThan(58);
  });

  test('what was cut, mistyped or is something else is called no opening', async () => {
    const slips = [
      '',
      'x',
      opening.slice(1),
      `${opening}A`,
      ` ${opening}`,
      opening.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
      opening.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A')),
      `${opening.slice(0, 200)}+${opening.slice(201)}`,
      `${opening.slice(0, 200)}=${opening.slice(201)}`,
      made.tracker,
      await reseal((bytes) => bytes.set([2], 0)),
      // The scalar written as itself plus the order: another text for the same number.
      await reseal((bytes) => {
        const lifted = (made.encryption + ORDER).toString(16).padStart(64, '0');
        bytes.set(Buffer.from(lifted, 'hex'), 1 + 7 * 32);
      }),
    ];
    for (const slip of slips)
      expect(checkOpenedBallot(election, slip)).toMatchObject({ ok: false, code: 'not_an_opening' });
  });

  test('a ballot of another election, and a description of another one', () => {
    const other = setUp({ city: 'Elsewhere' });
    expect(checkOpenedBallot(other, opening)).toMatchObject({ ok: false, code: 'bad_ballot' });
    const mixed = { ...election, descriptionText: other.descriptionText };
    expect(checkOpenedBallot(mixed, opening)).toMatchObject({ ok: false, code: 'wrong_description' });
    const garbled = { ...election, electionText: '{}' };
    expect(checkOpenedBallot(garbled, opening)).toMatchObject({ ok: false, code: 'unreadable_election' });
  });

  test('a description that is none, though the election is bound to it', () => {
    const electionText = makeElection({
      uuid: generateUuid(random),
      name: 'Green North',
      descriptionHash: descriptionHash('trust me'),
      publicKey,
    });
    const checked = checkOpenedBallot({ electionText, descriptionText: 'trust me' }, opening);
    expect(checked).toMatchObject({ ok: false, code: 'wrong_description' });
  });

  test('what is not a ballot with its payload cannot be opened', () => {
    expect(() => openBallot({ ...made, payload: made.payload.subarray(1) })).toThrow(RangeError);
    const short = ballotText(election.keys, { ...ballotParts(made.ballot), credential: 'ab' });
    expect(() => openBallot({ ...made, ballot: short })).toThrow(RangeError);
  });

  test('a payload that breaks the contest’s rules is shown as such', () => {
    const tooMany = encodeVote({ ...rules, max: 5 }, { chosen: [1, 2, 3, 4], points: [] });
    expect(checkOpenedBallot(election, openBallot(encrypt(tooMany)))).toMatchObject({ ok: false, code: 'not_a_vote' });
    expect(checkOpenedBallot(election, openBallot(encrypt(new Uint8Array(30).fill(9))))).toMatchObject({
      code: 'not_a_vote',
    });
  });

  test('an unencrypted ballot is refused, as it would be when cast', () => {
    const parts = { ...ballotParts(made.ballot), alpha: `${'0'.repeat(63)}1` };
    const text = ballotText(election.keys, parts);
    expect(checkBallot(election.keys, text)).toMatchObject({ ok: false, code: 'identity' });
    const shown = openBallot({ ballot: text, payload: made.payload, encryption: 0n });
    expect(checkOpenedBallot(election, shown)).toMatchObject({ ok: false, code: 'bad_ballot' });
  });
});
