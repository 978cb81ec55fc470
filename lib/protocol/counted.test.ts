import { describe, expect, it } from 'vitest';
import { countedText, decodeBallots, outcomeText, validVotes } from './counted';
import { payloadRules } from './description';
import { encodeApproval, encodeVote } from './payload';
import { sampleDescription } from './testing/sample-description';

const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const approval = sampleDescription();
const payloads = [
  encodeApproval(5, [5, 1]),
  encodeApproval(5, []),
  encodeApproval(5, [1, 2, 3, 4]),
  new Uint8Array(30).fill(7),
];

describe('counted ballots', () => {
  const ballots = decodeBallots(approval, payloads);

  it('are project ids in the order of the result, invalid ones with their reason', () => {
    expect(countedText(fingerprint, ballots)).toBe(
      `{"ballots":[{"chosen":["P1","P5"]},{"chosen":[]},{"invalid":"too_many"},{"invalid":"wrong_form"}],"electionFingerprint":"${fingerprint}","version":1}`,
    );
    expect(validVotes(ballots)).toEqual([
      { chosen: ['P1', 'P5'], points: [] },
      { chosen: [], points: [] },
    ]);
  });

  it('keep points beside the projects', () => {
    const points = sampleDescription({ ballot: { form: 'points', min: 0, max: 5, totalPoints: 10, maxPoints: 6 } });
    const payload = encodeVote(payloadRules(points), { chosen: [2, 4], points: [6, 4] });
    const decoded = decodeBallots(points, [payload]);
    expect(decoded).toEqual([{ valid: true, chosen: ['P2', 'P4'], points: [6, 4] }]);
    expect(countedText(fingerprint, decoded)).toContain('[{"chosen":["P2","P4"],"points":[6,4]}]');
  });

  it('stand with their numbers beside the outcome', () => {
    const text = outcomeText(fingerprint, approval, ballots, {
      winners: ['P5', 'P1'],
      totalCostMinor: 7_500_000n,
      trace: { rounds: [] },
    });
    expect(JSON.parse(text)).toEqual({
      version: 1,
      electionFingerprint: fingerprint,
      rule: 'greedy_votes',
      parameters: {},
      ties: 'default',
      ballots: { counted: 2, blank: 1, invalid: 2 },
      winners: ['P5', 'P1'],
      totalCostMinor: 7_500_000,
      trace: { rounds: [] },
    });
  });
});
