import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePayload, encodeApproval, encodeVote, fitsPayload, type PayloadRules, type Vote } from './payload';

function payload(...bytes: number[]): Uint8Array {
  const filled = new Uint8Array(30);
  filled.set(bytes);
  return filled;
}

const RULES = {
  bitmap: { ballotForm: 'approval', projectCount: 64, min: 0, max: 10 },
  list: { ballotForm: 'approval', projectCount: 1000, min: 0, max: 14 },
  ranking: { ballotForm: 'ranking', projectCount: 200, min: 0, max: 29 },
  wideRanking: { ballotForm: 'ranking', projectCount: 3000, min: 0, max: 14 },
  points: { ballotForm: 'points', projectCount: 29, min: 0, max: 29, totalPoints: 400, maxPoints: 255 },
  pairs: { ballotForm: 'points', projectCount: 255, min: 0, max: 14, totalPoints: 400, maxPoints: 255 },
  knapsack: {
    ballotForm: 'knapsack',
    projectCount: 4,
    min: 0,
    max: 4,
    costsMinor: [100n, 250n, 400n, 50n],
    envelopeMinor: 500n,
  },
} as const satisfies Record<string, PayloadRules>;

/** Any vote that the rules allow. */
function voteUnder(rules: PayloadRules): fc.Arbitrary<Vote> {
  const position = fc.integer({ min: 1, max: rules.projectCount });
  return fc
    .uniqueArray(fc.tuple(position, fc.integer({ min: 1, max: 255 })), { maxLength: rules.max, selector: ([p]) => p })
    .map((pairs) => {
      const ordered = rules.ballotForm === 'ranking' ? pairs : pairs.sort(([a], [b]) => a - b);
      const chosen = ordered.map(([p]) => p);
      return { chosen, points: rules.ballotForm === 'points' ? ordered.map(([, count]) => count) : [] };
    })
    .filter(({ points }) => points.reduce((sum, count) => sum + count, 0) <= (rules.totalPoints ?? 0));
}

describe('known payloads', () => {
  it.each([
    [
      'a bitmap, most significant bit first',
      RULES.bitmap,
      { chosen: [1, 8, 9, 64], points: [] },
      payload(1, 0x81, 0x80, 0, 0, 0, 0, 0, 1),
    ],
    ['a list of 16-bit positions', RULES.list, { chosen: [1, 256, 1000], points: [] }, payload(2, 0, 1, 1, 0, 3, 232)],
    ['a ranking, best first', RULES.ranking, { chosen: [200, 3, 17], points: [] }, payload(3, 200, 3, 17)],
    ['a wide ranking', RULES.wideRanking, { chosen: [3000, 1], points: [] }, payload(4, 11, 184, 0, 1)],
    ['points per project', RULES.points, { chosen: [2, 5], points: [7, 255] }, payload(5, 0, 7, 0, 0, 255)],
    ['pairs of position and points', RULES.pairs, { chosen: [2, 255], points: [9, 1] }, payload(6, 2, 9, 255, 1)],
    ['a knapsack', RULES.knapsack, { chosen: [1, 3], points: [] }, payload(1, 0xa0)],
  ])('%s', (_, rules, vote, bytes) => {
    expect(encodeVote(rules, vote)).toEqual(bytes);
    expect(decodePayload(bytes, rules)).toEqual({ ok: true, form: bytes[0], ...vote });
  });

  it('encodes an approval vote in any order of clicks', () => {
    expect(encodeApproval(64, [64, 9, 8, 1])).toEqual(payload(1, 0x81, 0x80, 0, 0, 0, 0, 0, 1));
    expect(encodeApproval(300, [300])).toEqual(payload(2, 1, 44));
    expect(encodeApproval(64, [])).toEqual(payload(1));
  });

  it('counts a blank vote as valid, whatever the minimum', () => {
    for (const [name, rules] of Object.entries(RULES)) {
      const bytes = encodeVote({ ...rules, min: 1 }, { chosen: [], points: [] });
      expect(
        bytes.subarray(1).every((byte) => byte === 0),
        name,
      ).toBe(true);
      expect(decodePayload(bytes, { ...rules, min: 1 })).toMatchObject({ ok: true, chosen: [], points: [] });
    }
  });
});

describe('invalid payloads are named', () => {
  it.each([
    ['29 bytes', RULES.bitmap, payload(1).subarray(1), 'wrong_length'],
    ['31 bytes', RULES.bitmap, new Uint8Array(31), 'wrong_length'],
    ['form 0', RULES.bitmap, payload(0, 1), 'wrong_form'],
    ['a form of another contest', RULES.bitmap, payload(3, 1), 'wrong_form'],
    ['a bit beyond the last project', RULES.bitmap, payload(1, 0, 0, 0, 0, 0, 0, 0, 0, 0x80), 'unknown_project'],
    ['eleven of at most ten', RULES.bitmap, payload(1, 255, 0xe0), 'too_many'],
    ['one of at least two', { ...RULES.bitmap, min: 2 }, payload(1, 1), 'too_few'],
    ['a list out of order', RULES.list, payload(2, 0, 2, 0, 1), 'not_canonical'],
    ['a list with a gap', RULES.list, payload(2, 0, 2, 0, 0, 0, 3), 'not_canonical'],
    ['a list with a last byte', RULES.list, payload(2, ...new Array(28).fill(0), 1), 'not_canonical'],
    ['a list with a repetition', RULES.list, payload(2, 0, 2, 0, 2), 'repeated_project'],
    ['a list beyond the last project', RULES.list, payload(2, 3, 233), 'unknown_project'],
    ['a ranking with a repetition', RULES.ranking, payload(3, 5, 6, 5), 'repeated_project'],
    ['a ranking with a gap', RULES.ranking, payload(3, 5, 0, 6), 'not_canonical'],
    ['a wide ranking with a last byte', RULES.wideRanking, payload(4, ...new Array(28).fill(0), 9), 'not_canonical'],
    ['more points than one project may get', { ...RULES.points, maxPoints: 5 }, payload(5, 6), 'too_many_points'],
    ['more points than there are', RULES.points, payload(5, 200, 201), 'over_total_points'],
    [
      'points beyond the last project',
      { ...RULES.points, projectCount: 3, max: 3 },
      payload(5, 0, 0, 0, 1),
      'unknown_project',
    ],
    ['a pair without points', RULES.pairs, payload(6, 3, 0), 'not_canonical'],
    ['a pair without a position', RULES.pairs, payload(6, 0, 3), 'unknown_project'],
    ['pairs out of order', RULES.pairs, payload(6, 3, 1, 2, 1), 'not_canonical'],
    ['a position twice', RULES.pairs, payload(6, 3, 1, 3, 2), 'repeated_project'],
    ['a knapsack above the envelope', RULES.knapsack, payload(1, 0x60), 'over_envelope'],
  ])('%s', (_, rules, bytes, reason) => {
    expect(decodePayload(bytes, rules)).toEqual({ ok: false, reason });
  });
});

describe('one encoding per vote', () => {
  const forms = Object.entries(RULES).filter(([name]) => name !== 'knapsack');

  it.each(forms)('%s: decode(encode(x)) = x', (_, rules) => {
    fc.assert(
      fc.property(voteUnder(rules), (vote) => {
        const decoded = decodePayload(encodeVote(rules, vote), rules);
        expect(decoded).toMatchObject({ ok: true, ...vote });
      }),
    );
  });

  it.each(forms)('%s: what decodes is exactly what encodes', (_, rules) => {
    const form = fitsPayload(rules.ballotForm, rules.projectCount, rules);
    const byte = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 255 }));
    const body = fc.array(byte, { maxLength: 29 }).map((bytes) => payload(form.ok ? form.form : 0, ...bytes));
    const altered = fc.tuple(voteUnder(rules), fc.nat(29), fc.nat(255)).map(([vote, at, value]) => {
      const bytes = encodeVote(rules, vote);
      bytes[at] = value;
      return bytes;
    });
    let valid = 0;
    fc.assert(
      fc.property(fc.oneof(body, altered), (bytes) => {
        const decoded = decodePayload(bytes, rules);
        if (!decoded.ok) return;
        valid += 1;
        expect(encodeVote(rules, decoded)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
    expect(valid).toBeGreaterThan(20);
  });

  it('answers any bytes without throwing', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 28, maxLength: 32 }),
        fc.constantFrom(...Object.values(RULES)),
        (bytes, rules) => {
          expect(decodePayload(bytes, rules)).toHaveProperty('ok');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('refuses to encode what it would not decode', () => {
    expect(() => encodeVote(RULES.bitmap, { chosen: [65], points: [] })).toThrow(/unknown_project/);
    expect(() => encodeVote(RULES.bitmap, { chosen: [2, 1], points: [] })).toThrow(/not_canonical/);
    expect(() => encodeVote(RULES.bitmap, { chosen: [1], points: [1] })).toThrow(/not_canonical/);
    expect(() => encodeVote(RULES.points, { chosen: [1], points: [0] })).toThrow(/not_canonical/);
    expect(() =>
      encodeApproval(
        300,
        Array.from({ length: 15 }, (_, i) => i + 1),
      ),
    ).toThrow(/too_many_choices/);
    expect(() => encodeVote({ ...RULES.knapsack, costsMinor: [] }, { chosen: [1], points: [] })).toThrow(RangeError);
    expect(() => decodePayload(payload(1), { ...RULES.bitmap, max: 65 })).toThrow(RangeError);
  });
});

describe('at the limits', () => {
  const both = { ...RULES.bitmap, min: 2, max: 3 };
  const points = { ...RULES.points, totalPoints: 10, maxPoints: 7 };
  const last = { ...RULES.bitmap, projectCount: 232, max: 232 };

  it.each<[string, PayloadRules, Vote]>([
    ['as few as allowed', both, { chosen: [1, 2], points: [] }],
    ['as many as allowed', both, { chosen: [1, 2, 3], points: [] }],
    ['the last place of a bitmap', last, { chosen: [232], points: [] }],
    ['every place of a bitmap', last, { chosen: Array.from({ length: 232 }, (_, i) => i + 1), points: [] }],
    ['all points', points, { chosen: [1, 2], points: [7, 3] }],
    ['the whole envelope', RULES.knapsack, { chosen: [1, 3], points: [] }],
    ['one project alone', { ...RULES.bitmap, projectCount: 1, max: 1 }, { chosen: [1], points: [] }],
  ])('a vote may hold %s', (_, rules, vote) => {
    expect(decodePayload(encodeVote(rules, vote), rules)).toMatchObject({ ok: true, ...vote });
  });

  it.each<[string, PayloadRules, Vote, RegExp]>([
    ['too few', both, { chosen: [1], points: [] }, /too_few/],
    ['too many', both, { chosen: [1, 2, 3, 4], points: [] }, /too_many$/],
    ['place 0', RULES.bitmap, { chosen: [0], points: [] }, /unknown_project/],
    ['a place below 0', RULES.ranking, { chosen: [-1], points: [] }, /unknown_project/],
    ['half a place', RULES.bitmap, { chosen: [1.5], points: [] }, /unknown_project/],
    ['half a point', points, { chosen: [1], points: [0.5] }, /not_canonical/],
    ['points below 0', points, { chosen: [1], points: [-1] }, /not_canonical/],
    ['one point too many for a project', points, { chosen: [1], points: [8] }, /too_many_points/],
    ['one point too many', points, { chosen: [1, 2], points: [7, 4] }, /over_total_points/],
    ['points for nothing', points, { chosen: [1], points: [1, 1] }, /not_canonical/],
    ['no points', points, { chosen: [1], points: [] }, /not_canonical/],
    ['more than the envelope', { ...RULES.knapsack, envelopeMinor: 499n }, { chosen: [1, 3], points: [] }, /envelope/],
    ['an unknown envelope', { ...RULES.knapsack, envelopeMinor: undefined }, { chosen: [], points: [] }, /envelope/],
    ['unknown costs', { ...RULES.knapsack, costsMinor: undefined }, { chosen: [], points: [] }, /envelope/],
  ])('a vote may not hold %s', (_, rules, vote, message) => {
    expect(() => encodeVote(rules, vote)).toThrow(message);
  });

  it('takes rankings in any order', () => {
    const vote = { chosen: [9, 1, 5], points: [] };
    expect(decodePayload(encodeVote(RULES.ranking, vote), RULES.ranking)).toMatchObject({ ok: true, ...vote });
  });

  it('does not disturb the clicks that it sorts', () => {
    const clicks = [3, 10, 2];
    expect(encodeApproval(64, clicks)).toEqual(encodeApproval(64, [2, 3, 10]));
    expect(clicks).toEqual([3, 10, 2]);
  });
});

describe('fitsPayload', () => {
  it.each([
    ['approval', 1, { min: 1, max: 1 }, { ok: true, form: 1 }],
    ['approval', 2.5, { min: 0, max: 1 }, { ok: false, reason: 'no_projects' }],
    ['approval', 3, { min: -1, max: 1 }, { ok: false, reason: 'bad_limits' }],
    ['approval', 3, { min: 0, max: 1.5 }, { ok: false, reason: 'bad_limits' }],
    ['approval', 3, { min: 0, max: -1 }, { ok: false, reason: 'bad_limits' }],
    ['approval', 65_535, { min: 0, max: 14 }, { ok: true, form: 2 }],
    ['ranking', 65_536, { min: 0, max: 14 }, { ok: false, reason: 'too_many_projects', most: 65_535 }],
    ['points', 3, { min: 0, max: 3, totalPoints: 1, maxPoints: 1 }, { ok: true, form: 5 }],
    ['points', 3, { min: 0, max: 3, totalPoints: 900, maxPoints: 255 }, { ok: true, form: 5 }],
    ['points', 3, { min: 0, max: 3, totalPoints: 9, maxPoints: 0 }, { ok: false, reason: 'bad_points' }],
    ['points', 3, { min: 0, max: 3, totalPoints: 9, maxPoints: 1.5 }, { ok: false, reason: 'bad_points' }],
    ['points', 3, { min: 0, max: 3, totalPoints: 9.5, maxPoints: 9 }, { ok: false, reason: 'bad_points' }],
    ['points', 3, { min: 0, max: 3, totalPoints: 9 }, { ok: false, reason: 'bad_points' }],
    ['points', 3, { min: 0, max: 3, maxPoints: 9 }, { ok: false, reason: 'bad_points' }],
    ['approval', 232, { min: 0, max: 232 }, { ok: true, form: 1 }],
    ['approval', 233, { min: 0, max: 14 }, { ok: true, form: 2 }],
    ['approval', 233, { min: 0, max: 15 }, { ok: false, reason: 'too_many_choices', most: 14 }],
    ['knapsack', 65_536, { min: 0, max: 14 }, { ok: false, reason: 'too_many_projects', most: 65_535 }],
    ['ranking', 255, { min: 0, max: 29 }, { ok: true, form: 3 }],
    ['ranking', 255, { min: 0, max: 30 }, { ok: false, reason: 'too_many_choices', most: 29 }],
    ['ranking', 256, { min: 0, max: 14 }, { ok: true, form: 4 }],
    ['points', 29, { min: 0, max: 29, totalPoints: 9, maxPoints: 9 }, { ok: true, form: 5 }],
    ['points', 30, { min: 0, max: 14, totalPoints: 9, maxPoints: 9 }, { ok: true, form: 6 }],
    [
      'points',
      256,
      { min: 0, max: 14, totalPoints: 9, maxPoints: 9 },
      { ok: false, reason: 'too_many_projects', most: 255 },
    ],
    ['points', 3, { min: 0, max: 3, totalPoints: 900, maxPoints: 256 }, { ok: false, reason: 'bad_points' }],
    ['points', 3, { min: 0, max: 3 }, { ok: false, reason: 'bad_points' }],
    ['points', 3, { min: 0, max: 3, maxPoints: 3, totalPoints: 0 }, { ok: false, reason: 'bad_points' }],
    ['approval', 3, { min: 2, max: 1 }, { ok: false, reason: 'bad_limits' }],
    ['approval', 3, { min: 0, max: 0 }, { ok: false, reason: 'bad_limits' }],
    ['approval', 3, { min: 0.5, max: 1 }, { ok: false, reason: 'bad_limits' }],
    ['approval', 3, { min: 0, max: 4 }, { ok: false, reason: 'limit_above_projects', most: 3 }],
    ['approval', 0, { min: 0, max: 1 }, { ok: false, reason: 'no_projects' }],
  ] as const)('%s over %d projects with %o', (form, projects, limits, answer) => {
    expect(fitsPayload(form, projects, limits)).toEqual(answer);
  });

  it('lets the largest allowed vote of every fitting contest be encoded', () => {
    const ballotForm = fc.constantFrom('approval', 'ranking', 'points' as const);
    fc.assert(
      fc.property(
        ballotForm,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        (form, projectCount, max) => {
          const rules: PayloadRules = { ballotForm: form, projectCount, min: 0, max, totalPoints: max, maxPoints: 1 };
          if (!fitsPayload(form, projectCount, rules).ok) return;
          const chosen = Array.from({ length: max }, (_, i) => projectCount - max + 1 + i);
          const vote = { chosen, points: form === 'points' ? chosen.map(() => 1) : [] };
          expect(decodePayload(encodeVote(rules, vote), rules)).toMatchObject({ ok: true, ...vote });
        },
      ),
      { numRuns: 1000 },
    );
  });
});
