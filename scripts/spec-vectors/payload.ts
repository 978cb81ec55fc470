import { encodeBytes } from '@/lib/crypto/encoding';
import { pointText } from '@/lib/crypto/group';
import { decodePayload, encodeVote, fitsPayload, type PayloadRules, type Vote } from '@/lib/protocol/payload';
import { bytes, hex } from './world';

const costsMinor = [500n, 300n, 200n];
const RULES = {
  approval: { ballotForm: 'approval', projectCount: 12, min: 1, max: 4 },
  wide: { ballotForm: 'approval', projectCount: 300, min: 0, max: 14 },
  knapsack: { ballotForm: 'knapsack', projectCount: 3, min: 0, max: 3, costsMinor, envelopeMinor: 700n },
  ranking: { ballotForm: 'ranking', projectCount: 255, min: 2, max: 5 },
  wideRanking: { ballotForm: 'ranking', projectCount: 256, min: 0, max: 14 },
  points: { ballotForm: 'points', projectCount: 29, min: 0, max: 29, totalPoints: 100, maxPoints: 60 },
  pairs: { ballotForm: 'points', projectCount: 30, min: 0, max: 14, totalPoints: 100, maxPoints: 60 },
} satisfies Record<string, PayloadRules>;

type RuleName = keyof typeof RULES;

const VOTES: [rules: RuleName, vote: Vote][] = [
  ['approval', { chosen: [1, 8, 9, 12], points: [] }],
  ['approval', { chosen: [], points: [] }],
  ['wide', { chosen: [1, 256, 300], points: [] }],
  ['knapsack', { chosen: [1, 3], points: [] }],
  ['ranking', { chosen: [255, 1, 17], points: [] }],
  ['wideRanking', { chosen: [256, 1, 2], points: [] }],
  ['points', { chosen: [1, 2, 29], points: [60, 1, 39] }],
  ['pairs', { chosen: [1, 30], points: [5, 60] }],
];

const INVALID: [rules: RuleName, payload: string, reason: string][] = [
  ['approval', '02', 'wrong_form'],
  ['approval', '00', 'wrong_form'],
  ['approval', '010008', 'unknown_project'],
  ['approval', '01f8', 'too_many'],
  ['ranking', '0301', 'too_few'],
  ['ranking', '03010100', 'repeated_project'],
  ['ranking', '03010002', 'not_canonical'],
  ['ranking', '03010203040506', 'too_many'],
  ['wide', '0200020001', 'not_canonical'],
  ['wide', '02012d', 'unknown_project'],
  ['wide', `02${'00'.repeat(28)}01`, 'not_canonical'],
  ['knapsack', '01c0', 'over_envelope'],
  ['points', '053d', 'too_many_points'],
  ['points', '053c3c', 'over_total_points'],
  ['pairs', '060100', 'not_canonical'],
  ['pairs', '0602010105', 'not_canonical'],
  ['pairs', '060005', 'unknown_project'],
  ['pairs', '061f01', 'unknown_project'],
];

const plain = (rules: PayloadRules) =>
  Object.fromEntries(
    Object.entries(rules).map(([key, value]) => [key, typeof value === 'bigint' ? `${value}` : value]),
  );

function invalid([rules, start, reason]: (typeof INVALID)[number]): object {
  const payload = start.padEnd(60, '0');
  const read = decodePayload(bytes(payload), RULES[rules]);
  if (read.ok || read.reason !== reason) throw new Error(`${payload}: ${JSON.stringify(read)} instead of ${reason}`);
  return { rules, payload, reason };
}

export function payloadVectors(): object {
  const { costsMinor: costs, ...knapsack } = RULES.knapsack;
  return {
    about: 'Chapter 4. rules: the contests of these vectors. votes: payload and point of a vote. invalid: why not.',
    rules: {
      ...Object.fromEntries(Object.entries(RULES).map(([name, rules]) => [name, plain(rules)])),
      knapsack: { ...plain(knapsack), costsMinor: costs.map(String) },
    },
    forms: Object.entries(RULES).map(([name, rules]) => {
      const fit = fitsPayload(rules.ballotForm, rules.projectCount, rules);
      return { rules: name, form: fit.ok ? fit.form : null };
    }),
    votes: VOTES.map(([rules, vote]) => {
      const payload = encodeVote(RULES[rules], vote);
      return { rules, ...vote, payload: hex(payload), point: pointText(encodeBytes(payload)) };
    }),
    invalid: INVALID.map(invalid),
    encodings: ['00'.repeat(30), 'ff'.repeat(30), hex(Uint8Array.from({ length: 30 }, (_, i) => i)), 'ff', '00ff'].map(
      (payload) => ({ bytes: payload, point: pointText(encodeBytes(bytes(payload))) }),
    ),
  };
}
