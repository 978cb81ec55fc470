// Bundles of dishonest boards, cities and counters; all signatures that the dishonest can make are sound.

import { canonicalText } from '../bundle/canonical';
import type { CheckName, Code } from '../checks';
import { encode } from '../encoding';
import { G, pointText, times } from '../group';
import { hashHex } from '../hashing';
import { parse } from '../json';
import { encryptPoint, makeBallot } from '../make/ballot';
import {
  type BundlePlan,
  boardKeyOf,
  cosign,
  describePlan,
  makeParts,
  type Parts,
  witnessKeyOf,
  writeBundle,
} from '../make/bundle';
import { setUp } from '../make/election';
import { refused, type Verdict } from './negative';

export interface BundleExample {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The board's key, where the caller knows it. */
  readonly knownKey?: string;
  readonly verdict: Verdict;
}

const canonical = (value: unknown): string => canonicalText(value) as string;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Other text where the old one stands; an error where it does not, for then the example would be an honest one. */
function put(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${from} does not occur`);
  return changed;
}
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);
const swap = <T>(list: readonly T[], a: number, b: number): T[] =>
  list.map((item, index) => (index === a ? list[b] : index === b ? list[a] : item) as T);

type Case = [name: string, code: Code, edit: (parts: Parts) => Parts];

const example = (check: CheckName, [name, code, edit]: Case, parts: Parts): BundleExample => ({
  name: `bundle-${name}`,
  files: writeBundle(edit(parts)),
  verdict: refused(check, code),
});

/** All of them. The plan has superseded keys, and the last voter casts one ballot. */
export function badBundles(plan: BundlePlan): BundleExample[] {
  const parts = makeParts(plan);
  const of = (check: CheckName, cases: readonly Case[]) => cases.map((one) => example(check, one, parts));
  return [
    { name: 'bundle-honest', files: writeBundle(parts), verdict: null },
    { name: 'bundle-known-key', files: writeBundle(parts), knownKey: boardKeyOf(plan.seed), verdict: null },
    ...missingFiles(parts),
    ...byDescription(plan),
    ...of('head', HEADS),
    {
      name: 'bundle-key-of-another-board',
      files: writeBundle(parts),
      knownKey: boardKeyOf('another board'),
      verdict: refused('head', 'head_signature'),
    },
    ...of('board', boardCases(parts)),
    ...byWitnesses(parts),
    ...of('composition', compositionCases(parts)),
    {
      name: 'bundle-credential-without-ballot',
      files: writeBundle(makeParts({ ...plan, listed: plan.votes.map(({ voter }) => voter) })),
      verdict: refused('composition', 'credentials_differ'),
    },
    ...of('left_out', leftOutCases(plan, parts)),
    ...of('registrations', registrationCases(parts)),
    ...of('revocations', [
      [
        'revocation-missing',
        'revocations_differ',
        (p) => relog(p, (log) => log.filter((leaf) => !isKind(leaf, 'revocation'))),
      ],
      ['revocation-too-many', 'revocations_differ', (p) => relog(p, (log) => beforeClose(log, revocation('more')))],
    ]),
    ...of('counts', COUNTS),
    ...of('seed', SEEDS),
    ...of('counted', COUNTED),
    ...of('outcome', OUTCOMES),
    ...byRules(plan),
    ...byReasons(plan),
  ];
}

const isKind = (leaf: string, kind: string): boolean => (parse(leaf) as { kind?: string }).kind === kind;
const revocation = (name: string): string => canonical({ commitment: hashHex(name), kind: 'revocation' });
const beforeClose = (log: readonly string[], leaf: string): string[] => [...log.slice(0, -1), leaf, ...log.slice(-1)];
const withFile = (parts: Parts, name: string, edit: (text: string) => string): Parts => ({
  ...parts,
  files: { ...parts.files, [name]: edit(parts.files[name] as string) },
});
const compose = (parts: Parts, changes: Record<string, unknown>): Parts => ({
  ...parts,
  composition: { ...parts.composition, ...changes },
});

/** Another log up to the close, with the positions of left-out ballots as they are there. */
function relog(parts: Parts, edit: (log: readonly string[]) => string[]): Parts {
  const log = edit(parts.log);
  const positions = parts.leftOut.map((text) => log.indexOf(canonical({ ballot: hashHex(text), kind: 'ballot' })));
  const leftOutLeaves = positions.filter((position) => position >= 0).sort((a, b) => a - b);
  return { ...compose(parts, { leftOutLeaves }), log };
}

function missingFiles(parts: Parts): BundleExample[] {
  const files = writeBundle(parts);
  const verdict = refused('files', 'bundle_incomplete');
  const missing = [...files.keys()].map((name) => ({
    name: `bundle-without-${name}`,
    files: new Map([...files].filter(([other]) => other !== name)),
    verdict,
  }));
  const changed = (name: string, file: string, edit: (bytes: Uint8Array) => Uint8Array) => ({
    name: `bundle-${name}`,
    files: new Map([...files].map(([other, bytes]) => [other, other === file ? edit(bytes) : bytes])),
    verdict,
  });
  return [
    ...missing,
    { name: 'bundle-two-archives', files: new Map([...files, ['other.bel', parts.archive]]), verdict },
    changed('log-without-last-line-end', 'log.jsonl', (bytes) => bytes.slice(0, -1)),
    changed('log-with-long-line', 'log.jsonl', (bytes) =>
      Uint8Array.from([...bytes, ...utf8(`${'x'.repeat(4001)}\n`)]),
    ),
    changed('head-not-utf8', 'head.json', (bytes) => Uint8Array.from([...bytes.slice(0, -1), 0xff])),
    changed('head-too-large', 'head.json', () => new Uint8Array(2 ** 20 + 1)),
  ];
}

/** Elections that were hashed with a description that is none, or that names others than took part. */
function byDescription(plan: BundlePlan): BundleExample[] {
  const text = describePlan(plan);
  const described = (edited: string, code: Code, name: string, check: CheckName = 'description'): BundleExample => ({
    name: `bundle-description-${name}`,
    files: writeBundle(rehashed(plan, text, edited)),
    verdict: refused(check, code),
  });
  const owners = plan.mixers.map((owner) => `"owner":${owner}`);
  const [first = '', second = ''] = owners;
  const exchanged = text.replace(first, '"owner":#').replace(second, first).replace('"owner":#', second);
  const key = (JSON.parse(text) as { trustees: { publicKey: string }[] }).trustees[0]?.publicKey ?? '';
  return [
    described(put(text, ',', ', '), 'description_malformed', 'blank'),
    described(put(text, '"min":1', '"min":4'), 'description_malformed', 'min-above-max'),
    described(put(text, '"P2"', '"P1"'), 'description_malformed', 'same-project-twice'),
    described(put(text, '"opensAt":"2027', '"opensAt":"2028'), 'description_malformed', 'opens-after-close'),
    described(put(text, '03-01T08:00Z', '02-30T08:00Z'), 'description_malformed', 'no-such-day'),
    described(put(text, '"costMinor":4000', '"costMinor":0'), 'description_malformed', 'free-project'),
    described(put(text, '"version":1', '"version":2'), 'description_malformed', 'version'),
    described(put(text, '"city":"Vila Clara",', ''), 'description_malformed', 'member-missing'),
    described(put(text, '"city"', '"cities":1,"city"'), 'description_malformed', 'member-too-many'),
    described(put(text, '"kind":"trustee"', '"kind":"server"'), 'description_malformed', 'trustee-as-server'),
    described(put(text, key, pointText(times(7n, G))), 'trustees_differ', 'other-trustee', 'parties'),
    ...byBlocks(plan),
    described(exchanged, 'mixers_differ', 'mixers-exchanged', 'parties'),
    {
      name: 'bundle-description-changed-afterwards',
      files: writeBundle(withFile(makeParts(plan), 'description.json', (old) => put(old, '10000', '90000'))),
      verdict: refused('description', 'description_hash'),
    },
    {
      name: 'bundle-description-of-another-board',
      files: writeBundle(
        rehashed(plan, text, put(text, /"boardKey":"[0-9a-f]{64}"/, `"boardKey":"${boardKeyOf('other')}"`)),
      ),
      knownKey: boardKeyOf(plan.seed),
      verdict: refused('head', 'head_key_differs'),
    },
  ];
}

/** Descriptions that say otherwise who opens together; the plan's trustees are all single ones. */
function byBlocks(plan: BundlePlan): BundleExample[] {
  const n = plan.trustees.length;
  const owners = Array.from({ length: n }, (_, index) => index + 1);
  const cases: [string, object[], CheckName, Code][] = [
    ['blocks-differ', [{ owners, threshold: n }], 'parties', 'threshold_differs'],
    [
      'blocks-of-one',
      owners.map((owner) => ({ owners: [owner], threshold: 1 })),
      'description',
      'description_malformed',
    ],
    ['blocks-threshold-1', [{ owners, threshold: 1 }], 'description', 'description_malformed'],
    ['blocks-too-few-owners', [{ owners: owners.slice(1), threshold: 1 }], 'description', 'description_malformed'],
    ['blocks-reversed', [{ owners: [...owners].reverse(), threshold: n }], 'description', 'description_malformed'],
  ];
  return cases.map(([name, blocks, check, code]) => ({
    name: `bundle-description-${name}`,
    files: writeBundle(
      rehashed(plan, describePlan(plan), describePlan({ ...plan, describe: { ...plan.describe, blocks } })),
    ),
    verdict: refused(check, code),
  }));
}

/** The parts of an election that was hashed with the edited description; votes are read by the true one. */
function rehashed(plan: BundlePlan, text: string, edited: string): Parts {
  const parts = makeParts(plan, text, edited);
  return withFile(parts, 'description.json', () => edited);
}

const HEADS: readonly Case[] = [
  ['head-malformed', 'head_malformed', (p) => ({ ...p, head: { batch: 'soon' } })],
  ['head-with-more', 'head_malformed', (p) => ({ ...p, head: { more: 1 } })],
  [
    'head-of-another-election',
    'head_other_election',
    (p) => ({ ...p, head: { electionFingerprint: put(p.fingerprint, /^./, p.fingerprint[0] === 'A' ? 'B' : 'A') } }),
  ],
  ['head-unsigned', 'head_signature', (p) => ({ ...p, head: { signature: '0'.repeat(128) } })],
  ['head-signed-by-another', 'head_signature', (p) => ({ ...p, boardSeed: new Uint8Array(32) })],
  ['head-of-shorter-log', 'head_size', (p) => ({ ...p, head: { size: p.log.length } })],
  ['head-of-another-log', 'head_root', (p) => ({ ...p, head: { root: hashHex('other') } })],
];

function boardCases({ log, after }: Parts): Case[] {
  const ballot = log.findIndex((leaf) => isKind(leaf, 'ballot'));
  const earlyTally = canonical({ kind: 'tally', tally: hashHex('early') });
  const earlyClose = canonical({ closedAt: '2027-03-15T19:00Z', kind: 'close' });
  return [
    ['leaf-malformed', 'leaf_malformed', (p) => relog(p, (old) => beforeClose(old, '{"kind":"note"}'))],
    ['leaf-with-blank', 'leaf_malformed', (p) => relog(p, (old) => beforeClose(old, '{"kind": "ballot"}'))],
    ['leaf-repeated', 'leaf_repeated', (p) => relog(p, (old) => beforeClose(old, old[ballot] as string))],
    ['no-election-leaf', 'leaf_election', (p) => relog(p, (old) => old.slice(1))],
    ['election-leaf-late', 'leaf_election', (p) => relog(p, (old) => swap(old, 0, 1))],
    ['tally-before-close', 'leaf_misplaced', (p) => relog(p, (old) => beforeClose(old, earlyTally))],
    ['two-closes', 'leaf_records', (p) => relog(p, (old) => beforeClose(old, earlyClose))],
    ['no-close', 'leaf_misplaced', (p) => relog(p, (old) => old.slice(0, -1))],
    [
      'ballot-after-close',
      'leaf_records',
      (p) => ({ ...p, after: [log[1]?.replace(/[0-9a-f]{8}/, '00000000') ?? '', ...after] }),
    ],
    ['record-not-on-board', 'leaf_records', (p) => ({ ...p, after: after.slice(0, -1) })],
    ['records-exchanged', 'leaf_records', (p) => ({ ...p, after: swap(after, 1, 2) })],
    [
      'record-of-another-owner',
      'leaf_records',
      (p) => ({ ...p, after: after.map((leaf) => leaf.replace('"owner":1', '"owner":4')) }),
    ],
    [
      'other-side-car',
      'leaf_records',
      (p) => ({ ...p, after: after.map((leaf) => leaf.replace(/("sidecar":")./, '$1g'.replace('g', '0'))) }),
    ],
  ];
}

/** Co-signatures as they must be, and as they must not be. */
function byWitnesses(parts: Parts): BundleExample[] {
  const [ana = '', bea = ''] = ['ana', 'bea'].map(witnessKeyOf).sort();
  const seedOf = (key: string) => (key === witnessKeyOf('ana') ? 'ana' : 'bea');
  const sign = (key: string, size: number, changes = {}) => cosign(parts, seedOf(key), size, changes);
  const all = [sign(ana, 3), sign(bea, 3), sign(ana, 9)];
  const named = [ana, bea].map((publicKey) => ({ name: seedOf(publicKey), publicKey }));
  const text = (cosignatures: readonly object[], witnesses: readonly object[] = named) =>
    canonical({ cosignatures, version: 1, witnesses });
  const forged = { ...sign(bea, 3), signature: '2'.repeat(128) };
  const other = { electionFingerprint: put(parts.fingerprint, /^./, parts.fingerprint[0] === 'A' ? 'B' : 'A') };
  const cases: [string, string, Code | null][] = [
    ['cosigned', text(all), null],
    ['cosigned-by-nobody', text([], []), null],
    ['cosignatures-malformed', `${text(all)}\n`, 'cosignatures_malformed'],
    ['cosignatures-unsorted', text([...all].reverse()), 'cosignatures_malformed'],
    ['cosignatures-twice', text([all[0] as object, ...all]), 'cosignatures_malformed'],
    ['cosignatures-unnamed', text(all, named.slice(1)), 'cosignatures_malformed'],
    ['cosignatures-named-without', text(all.slice(0, 1)), 'cosignatures_malformed'],
    ['cosignatures-names-unsorted', text(all, [...named].reverse()), 'cosignatures_malformed'],
    ['cosignature-forged', text([sign(ana, 3), forged]), 'cosignature_signature'],
    ['cosignature-of-another-election', text([sign(ana, 3, other), sign(bea, 3)]), 'cosignature_other_log'],
    ['cosignature-of-another-log', text([sign(ana, 3), sign(bea, 3, { root: hashHex('x') })]), 'cosignature_other_log'],
    ['cosignature-beyond-log', text([sign(ana, 3), sign(bea, 999)]), 'cosignature_other_log'],
  ];
  return cases.map(([name, content, code]) => ({
    name: `bundle-${name}`,
    files: writeBundle({ ...parts, files: { ...parts.files, 'cosignatures.json': content } }),
    verdict: code === null ? null : refused('witnesses', code),
  }));
}

function compositionCases({ log, leftOut, composition }: Parts): Case[] {
  const ballots = [...log.keys()].filter((index) => isKind(log[index] as string, 'ballot'));
  const out = composition.leftOutLeaves as number[];
  const kept = ballots.filter((index) => !out.includes(index));
  const stranger = canonical({ ballot: hashHex('a ballot that nobody has'), kind: 'ballot' });
  const [a = 0, b = 0] = kept;
  return [
    ['composition-malformed', 'composition_malformed', (p) => compose(p, { more: true })],
    ['composition-few-reasons', 'composition_malformed', (p) => compose(p, { reasons: { lost: 1 }, otherReasons: 0 })],
    ['composition-head-later', 'composition_head', (p) => ({ ...p, headAtClose: { size: log.length - 1 } })],
    ['composition-head-root', 'composition_head', (p) => ({ ...p, headAtClose: { root: hashHex('other') } })],
    ['composition-head-unsigned', 'head_signature', (p) => ({ ...p, headAtClose: { signature: '1'.repeat(128) } })],
    [
      'composition-of-another-election',
      'composition_head',
      (p) => compose(p, { electionFingerprint: put(p.fingerprint, /^./, p.fingerprint[0] === 'A' ? 'B' : 'A') }),
    ],
    ['left-out-descending', 'composition_leaves', (p) => compose(p, { leftOutLeaves: [...out].reverse() })],
    ['left-out-no-ballot', 'composition_leaves', (p) => compose(p, { leftOutLeaves: [1, ...out] })],
    ['left-out-beyond-log', 'composition_leaves', (p) => compose(p, { leftOutLeaves: [...out, 9999] })],
    ['ballot-dropped', 'ballot_dropped', (p) => relog(p, (old) => beforeClose(old, stranger))],
    ['ballot-stuffed', 'ballot_stuffed', (p) => relog(p, (old) => without(old, a))],
    [
      'ballot-counted-and-left-out',
      'ballot_stuffed',
      (p) => compose(p, { leftOutLeaves: [a, ...out].sort((x, y) => x - y) }),
    ],
    ['ballots-reordered', 'ballot_order', (p) => relog(p, (old) => swap(old, a, b))],
    ['left-out-missing', 'left_out_differ', (p) => ({ ...p, leftOut: leftOut.slice(1) })],
    ['left-out-exchanged', 'left_out_differ', (p) => ({ ...p, leftOut: swap(leftOut, 0, 1) })],
  ];
}

function leftOutCases(plan: BundlePlan, { leftOut, composition, log }: Parts): Case[] {
  const keys = composition.supersededKeys as string[];
  const setup = setUp({ ...plan, description: hashHex(describePlan(plan)) });
  const voter = setup.voters[plan.superseded[0] ?? 0] as bigint;
  const other = makeBallot(setup, setup.voters[plan.superseded[1] ?? 0] as bigint, [1, ...zeros(29)], setup.draw);
  const shown = encryptPoint(setup, voter, encode([1, ...zeros(29)]), 0n, setup.draw);
  const proofless = put(shown.text, /"response":"\d/, '"response":"9');
  const live = plan.votes.find(({ voter: one }) => !plan.superseded.includes(one))?.voter ?? 0;
  const liveBallot = makeBallot(setup, setup.voters[live] as bigint, [1, ...zeros(29)], setup.draw);
  const added = (text: string) => (p: Parts) => {
    const more = { ...p, leftOut: [...leftOut, text] };
    return relog(more, () => beforeClose(log, canonical({ ballot: hashHex(text), kind: 'ballot' })));
  };
  const liveKey = pointText(times(setup.voters[live] as bigint, G));
  const sorted = (list: string[]) =>
    [...list].sort((a, b) => Buffer.compare(Buffer.from(a, 'hex').reverse(), Buffer.from(b, 'hex').reverse()));
  return [
    ['superseded-unsorted', 'superseded_keys', (p) => compose(p, { supersededKeys: [...keys].reverse() })],
    ['superseded-twice', 'superseded_keys', (p) => compose(p, { supersededKeys: [keys[0], ...keys] })],
    [
      'superseded-without-ballot',
      'superseded_keys',
      (p) => compose(p, { supersededKeys: sorted([...keys, pointText(times(9n, G))]) }),
    ],
    [
      'superseded-and-counted',
      'superseded_key_counted',
      (p) => compose(p, { supersededKeys: sorted([...keys, liveKey]) }),
    ],
    ['left-out-shown', 'left_out_invalid', added(shown.text)],
    ['left-out-bad-proof', 'left_out_invalid', added(proofless)],
    ['left-out-bad-signature', 'left_out_invalid', added(put(other.text, /(\d)"\}\}\}$/, '0"}}}'))],
    ['left-out-of-live-key', 'left_out_live_key', added(liveBallot.text)],
  ];
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

function registrationCases({ log, composition }: Parts): Case[] {
  const registration = log.findIndex((leaf) => isKind(leaf, 'registration'));
  const counts = composition.counts as Record<string, unknown>;
  const close = log.length - 1;
  return [
    [
      'never-registered',
      'ballot_unregistered',
      (p) =>
        compose(
          relog(p, (old) => without(old, registration)),
          { counts: { ...counts, credentials: Number(counts.credentials) - 1 } },
        ),
    ],
    [
      'registered-afterwards',
      'ballot_unregistered',
      (p) =>
        relog(p, (old) => [
          ...without(old.slice(0, close), registration),
          old[registration] as string,
          old[close] as string,
        ]),
    ],
  ];
}

const count = (name: string, add: number): Case => [
  `count-${name}`,
  'counts_differ',
  (p) => {
    const counts = p.composition.counts as Record<string, number>;
    return compose(p, { counts: { ...counts, [name]: (counts[name] as number) + add } });
  },
];

const COUNTS: readonly Case[] = [
  ...['slots', 'credentials', 'ballots', 'superseded', 'revoked', 'counted'].map((name) => count(name, 1)),
  [
    'count-channels',
    'counts_differ',
    (p) => compose(p, { counts: { ...(p.composition.counts as object), channels: { booth: 1, paper: 1, web: 1 } } }),
  ],
  ['count-reasons', 'counts_differ', (p) => compose(p, { otherReasons: 12 })],
];

const SEEDS: readonly Case[] = [
  ['seed-malformed', 'seed_malformed', (p) => withFile(p, 'seed.json', (text) => `${text}\n`)],
  ['seed-of-another-commitment', 'seed_differs', (p) => withFile(p, 'seed.json', () => otherLot('other'))],
  [
    'seed-exchanged',
    'seed_differs',
    (p) => withFile(p, 'seed.json', (text) => canonical({ ...JSON.parse(text), seed: hashHex('other') })),
  ],
];

const otherLot = (name: string): string => canonical({ commitment: hashHex(hashHex(name)), seed: hashHex(name) });

const COUNTED: readonly Case[] = [
  ['counted-changed', 'counted_differs', (p) => withFile(p, 'counted.json', (text) => put(text, /"P\d"/, '"P0"'))],
  ['counted-not-canonical', 'counted_differs', (p) => withFile(p, 'counted.json', (text) => `${text} `)],
];

const OUTCOMES: readonly Case[] = [
  [
    'outcome-other-winners',
    'winners_differ',
    (p) => withFile(p, 'outcome.json', (text) => put(text, /"winners":\["P\d"(,|(?=\]))(?=[^{]*\}$)/, '"winners":[')),
  ],
  ['outcome-no-json', 'winners_differ', (p) => withFile(p, 'outcome.json', () => 'winners')],
  [
    'outcome-other-trace',
    'outcome_differs',
    (p) => withFile(p, 'outcome.json', (text) => put(text, /"moneyLeftMinor":"\d/, '"moneyLeftMinor":"9')),
  ],
  [
    'outcome-other-total',
    'outcome_differs',
    (p) => withFile(p, 'outcome.json', (text) => put(text, /"totalCostMinor":/, '"totalCostMinor":1')),
  ],
];

/** Eleven superseded keys: ten lost telephones can be told apart, and then the eleventh could be, too. */
function byReasons(plan: BundlePlan): BundleExample[] {
  const superseded = Array.from({ length: 11 }, (_, index) => index);
  const votes = [...superseded, 11].map((voter) => ({ voter, payload: plan.votes[0]?.payload ?? [] }));
  const parts = makeParts({ ...plan, votes, superseded });
  const telling = compose(parts, { reasons: { lost: 10 }, otherReasons: 1 });
  const enough = compose(parts, { reasons: { lost: 11 }, otherReasons: 0 });
  return [
    { name: 'bundle-reasons-telling', files: writeBundle(telling), verdict: refused('counts', 'reasons_telling') },
    { name: 'bundle-reasons-enough', files: writeBundle(enough), verdict: null },
  ];
}

/** Contests that cannot be counted, or that have more votes than people. */
function byRules(plan: BundlePlan): BundleExample[] {
  const base = describePlan(plan);
  const counting = (rule: string, parameters: Record<string, unknown>) => ({
    counting: { parameters, rule, ties: 'default' },
  });
  const cases: [string, Record<string, unknown>, Verdict][] = [
    ['unknown-rule', counting('dictator', {}), refused('outcome', 'cannot_count')],
    ['unknown-parameter', counting('greedy_votes', { speed: 1 }), refused('outcome', 'cannot_count')],
    ['step-of-zero', counting('mes_cost_add1u', { step: '0.00' }), refused('outcome', 'cannot_count')],
    ['step-no-decimal', counting('mes_cost_add1u', { step: '1e3' }), refused('outcome', 'cannot_count')],
    ['threshold', { thresholds: [{ kind: 'votes', votes: 1 }] }, refused('outcome', 'cannot_count')],
    [
      'more-votes-than-people',
      { roll: { root: hashHex('roll'), size: 1 } },
      refused('counts', 'more_ballots_than_people'),
    ],
  ];
  return cases.map(([name, describe, verdict]) => {
    const edited = describePlan({ ...plan, describe: { ...plan.describe, ...describe } });
    const parts = withFile(makeParts(plan, base, edited), 'description.json', () => edited);
    const counts = { ...(parts.composition.counts as object), slots: JSON.parse(edited).roll.size };
    return { name: `bundle-${name}`, files: writeBundle(compose(parts, { counts })), verdict };
  });
}
