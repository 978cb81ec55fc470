/**
 * Which ballots of the board go into the archive. A key that was superseded after it had voted keeps its ballots on the
 * board, but they are left out of the tally; all other ballots go in, in the order of the log, revotes included. What is
 * published says which keys those are, never whose, so that anyone can recompute the archive's list of ballots.
 */

import * as z from 'zod';
import { headSchema, parseLeaf, type SignedHead } from './board';
import { canonicalJson, describeJsonFault, parseCanonicalJson } from './canonical-json';
import { sortPointTexts } from './tally';
import { count, fingerprintText, firstIssue, hexText } from './texts';

/** Fewer revocations than this for one reason are not told apart: a small number could point at a person. */
export const SMALLEST_TOTAL = 10;

const reason = z.string().regex(/^[a-z_]{1,40}$/, 'not a reason');

export const compositionSchema = z.strictObject({
  version: z.literal(1),
  electionFingerprint: fingerprintText,
  /** The head whose last leaf is the close. */
  head: headSchema,
  /** Point texts, sorted like every list of keys. Each had voted, and each has one revocation leaf. */
  supersededKeys: z.array(hexText),
  /** Positions in the log, from 0, of the ballots that are not in the archive. */
  leftOutLeaves: z.array(count),
  /** Revocations by reason, from ten on; the others together are `otherReasons`. */
  reasons: z.record(reason, z.number().int().min(SMALLEST_TOTAL)),
  otherReasons: count,
  counts: z.strictObject({
    /** Entries of the roll. */
    slots: count,
    /** Registration leaves: a person who changes the device has several. */
    credentials: count,
    /** Ballot leaves. */
    ballots: count,
    superseded: count,
    /** Revocation leaves. */
    revoked: count,
    /** Keys that count: one ballot each. */
    counted: count,
    /** Counted ballots by the way in which they came. */
    channels: z.strictObject({ web: count, booth: count, paper: count }),
  }),
});

export type Composition = z.output<typeof compositionSchema>;
export type Channel = keyof Composition['counts']['channels'];

export interface BoardBallot {
  /** Point text. */
  credential: string;
  channel: Channel;
}

export interface CompositionInput {
  electionFingerprint: string;
  /** Leaf texts up to and including the close. */
  log: readonly string[];
  head: SignedHead;
  /** Every ballot of the board, by the SHA-256 hex of its text. */
  ballots: ReadonlyMap<string, BoardBallot>;
  /** Keys that were superseded after they had voted. */
  superseded: readonly { key: string; reason: string }[];
  /** Entries of the roll. */
  slots: number;
}

export interface Composed {
  composition: Composition;
  /** Hashes in log order. */
  archiveBallots: string[];
  leftOutBallots: string[];
  /** Live keys, sorted as the archive wants them. */
  credentials: string[];
}

/** Recomputes what goes into the archive. Throws a RangeError if log, ballots and superseded keys contradict each other. */
export function composeBallots(input: CompositionInput): Composed {
  const superseded = new Set(input.superseded.map(({ key }) => key));
  const split = splitBallots(input, superseded);
  const { counted, leftOutKeys, leftOut, archiveBallots, revoked, registered } = split;
  if (superseded.size !== input.superseded.length || leftOutKeys.size !== superseded.size) {
    throw new RangeError('a superseded key is listed twice or never voted');
  }
  if (revoked !== superseded.size) throw new RangeError('revocation leaves and superseded keys differ in number');
  const channels = { web: 0, booth: 0, paper: 0 };
  for (const channel of counted.values()) channels[channel] += 1;
  const composition: Composition = {
    version: 1,
    electionFingerprint: input.electionFingerprint,
    head: input.head,
    supersededKeys: sortPointTexts([...superseded]),
    leftOutLeaves: leftOut.map(({ leaf }) => leaf),
    ...publishedReasons(input.superseded.map((entry) => entry.reason)),
    counts: {
      slots: input.slots,
      credentials: registered,
      ballots: archiveBallots.length + leftOut.length,
      superseded: superseded.size,
      revoked,
      counted: counted.size,
      channels,
    },
  };
  const credentials = sortPointTexts([...counted.keys()]);
  return { composition, archiveBallots, leftOutBallots: leftOut.map(({ hash }) => hash), credentials };
}

export function compositionText(composition: Composition): string {
  return canonicalJson(compositionSchema.parse(composition));
}

/** Strict: canonical text of the schema, or the reason in one line. */
export function parseComposition(text: string): { ok: true; composition: Composition } | { ok: false; reason: string } {
  const json = parseCanonicalJson(text);
  if (!json.ok) return { ok: false, reason: describeJsonFault(json.reason) };
  const parsed = compositionSchema.safeParse(json.value);
  return parsed.success ? { ok: true, composition: parsed.data } : { ok: false, reason: firstIssue(parsed.error) };
}

/**
 * Totals of at least ten by reason, and the rest in one number. If that rest were small enough to tell about single
 * people, the smallest totals join it.
 */
export function publishedReasons(reasons: readonly string[]): Pick<Composition, 'reasons' | 'otherReasons'> {
  const totals = new Map<string, number>();
  for (const name of reasons) totals.set(name, (totals.get(name) ?? 0) + 1);
  const shown = [...totals].filter(([, total]) => total >= SMALLEST_TOTAL).sort((a, b) => b[1] - a[1]);
  const sum = () => shown.reduce((all, [, total]) => all + total, 0);
  const isTelling = () => reasons.length - sum() > 0 && reasons.length - sum() < SMALLEST_TOTAL;
  while (shown.length > 0 && isTelling()) shown.pop();
  return { reasons: Object.fromEntries(shown), otherReasons: reasons.length - sum() };
}

function splitBallots({ log, ballots }: CompositionInput, superseded: ReadonlySet<string>) {
  const counted = new Map<string, Channel>();
  const leftOutKeys = new Set<string>();
  const leftOut: { leaf: number; hash: string }[] = [];
  const archiveBallots: string[] = [];
  let [revoked, registered] = [0, 0];
  log.forEach((text, leaf) => {
    const entry = parseLeaf(text);
    if (entry?.kind === 'registration') registered += 1;
    if (entry?.kind === 'revocation') revoked += 1;
    if (entry?.kind !== 'ballot') return;
    const ballot = ballots.get(entry.ballot);
    if (ballot === undefined) throw new RangeError(`no ballot for leaf ${leaf}`);
    if (superseded.has(ballot.credential)) {
      leftOutKeys.add(ballot.credential);
      leftOut.push({ leaf, hash: entry.ballot });
    } else {
      counted.set(ballot.credential, ballot.channel);
      archiveBallots.push(entry.ballot);
    }
  });
  return { counted, leftOutKeys, leftOut, archiveBallots, revoked, registered };
}
