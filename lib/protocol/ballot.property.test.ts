import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonicalEncoding } from '../crypto/encoding';
import { multiply, type Point, parsePoint } from '../crypto/group';
import { seededRandom } from '../crypto/testing/seeded-random';
import { checkBallot, encryptBallot, encryptPayload } from './ballot';
import { deriveCredential, generateCredential } from './credentials';
import { mutantsOf } from './testing/mutants';
import { draftElection } from './testing/small-election';
import { parsePrivateKey } from './trustees';

const draft = draftElection('ballot properties', 1);
const seed = fc.string({ minLength: 1, maxLength: 12 });
const payload = fc.uint8Array({ minLength: 30, maxLength: 30 });

describe('any ballot', () => {
  it('passes its checks, opens to its payload with all keys, and is bound to every field', () => {
    fc.assert(
      fc.property(seed, payload, (text, bytes) => {
        const random = seededRandom(text);
        const credential = generateCredential(random);
        const { ballot, tracker, encryption } = encryptBallot({
          election: draft.election,
          credential,
          payload: bytes,
          random,
        });
        const checked = checkBallot(draft.election, ballot);
        expect(checked).toMatchObject({
          ok: true,
          tracker,
          credential: deriveCredential(draft.election.uuid, credential).publicKey,
        });
        if (!checked.ok) return;
        expect(encryptPayload(draft.election, bytes, encryption)).toEqual({ alpha: checked.alpha, beta: checked.beta });
        const [alpha, beta] = [parsePoint(checked.alpha) as Point, parsePoint(checked.beta) as Point];
        const masks = draft.privateKeys.map((key) => multiply(alpha, parsePrivateKey(key) as bigint));
        const opened = masks.reduce((rest, mask) => rest.subtract(mask), beta);
        expect(isCanonicalEncoding(opened, 30)).toBe(true);
        const accepted = mutantsOf(ballot, random).filter((mutant) => checkBallot(draft.election, mutant.text).ok);
        expect(accepted.map(({ how }) => how)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
