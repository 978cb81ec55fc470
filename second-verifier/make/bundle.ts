// A whole bundle, made by one program from a seed: what a city would publish.
import { ed25519 } from '@noble/curves/ed25519.js';
import { canonicalText } from '../bundle/canonical';
import { type Description, readDescription } from '../bundle/description';
import { rootOf } from '../bundle/merkle';
import { readVotes, writeCounted, writeOutcome } from '../bundle/outcome';
import { G, pointText, times } from '../group';
import { hash, hashHex } from '../hashing';
import { Ledger } from '../ledger';
import { writeArchive } from './archive';
import type { MadeBallot } from './ballot';
import { castAll, finish, type MadeArchive, type Plan, type Setup, setUp } from './election';

export interface BundlePlan extends Omit<Plan, 'name' | 'description'> {
  /** Members of the description that differ from the ordinary ones. */
  readonly describe: Readonly<Record<string, unknown>>;
  /** Voters whose credential was superseded by the next voter's. */
  readonly superseded: readonly number[];
}

/** A bundle before the board signs it, so that a test can change what it signs. */
export interface Parts {
  readonly archive: Uint8Array;
  readonly fingerprint: string;
  /** Leaves up to the close. */
  readonly log: readonly string[];
  /** Leaves behind the close. */
  readonly after: readonly string[];
  readonly leftOut: readonly string[];
  /** composition.json without its head. */
  readonly composition: Readonly<Record<string, unknown>>;
  /** The other files by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The seed of the board's key. */
  readonly boardSeed: Uint8Array;
  /** Members of the heads that differ from the true ones. */
  readonly head?: Readonly<Record<string, unknown>>;
  readonly headAtClose?: Readonly<Record<string, unknown>>;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const canonical = (value: unknown): string => canonicalText(value) as string;
const BATCH = '2027-03-15T20:00Z';
const LOT = hashHex('the lot of the example');
const boardSeedOf = (seed: string): Uint8Array => hash(`board of ${seed}`);

/** The key of the board that signs the bundle of this seed. */
export const boardKeyOf = (seed: string): string => hex(ed25519.getPublicKey(boardSeedOf(seed)));

/** The description of a plan, as text. */
export function describePlan(plan: BundlePlan): string {
  const { trustees } = setUp(plan);
  const keys = trustees.secrets.map((secret) => pointText(times(secret, G)));
  const blocks = blocksOf(plan);
  const kind = (owner: number) => (owner <= keys.length ? 'trustee' : 'outsider');
  return canonical({
    ballot: { form: 'approval', max: 3, min: 1 },
    boardKey: boardKeyOf(plan.seed),
    budgetMinor: 10_000,
    city: 'Vila Clara',
    closesAt: BATCH,
    contest: { id: 'north', name: 'Green North' },
    counting: { parameters: {}, rule: 'greedy_votes', ties: 'default' },
    currency: { code: 'EUR', exponent: 2 },
    entitlement: 'codes',
    mixers: plan.mixers.map((owner) => ({ kind: kind(owner), name: `Mixer ${owner}`, owner })),
    opensAt: '2027-03-01T08:00Z',
    projects: [4000, 4000, 3000, 2500, 6000].map((costMinor, index) => ({
      costMinor,
      id: `P${index + 1}`,
      title: `Project ${index + 1}`,
    })),
    roll: { root: hashHex('roll'), size: 20 },
    round: { id: 'round-2027', name: 'Budget 2027' },
    thresholds: [],
    tieSeedCommitment: hashHex(LOT),
    ...(blocks.every(({ owners }) => owners.length === 1) ? {} : { blocks }),
    trustees: keys.map((publicKey, index) => ({ name: `Trustee ${index + 1}`, publicKey })),
    version: 1,
    ...plan.describe,
  });
}

/** The owners of each group of trustees, and how many of them are needed. */
function blocksOf({ trustees }: BundlePlan): { owners: number[]; threshold: number }[] {
  let first = 1;
  return trustees.map((group) => {
    const { threshold, size } = group === 'single' ? { threshold: 1, size: 1 } : group;
    const owners = Array.from({ length: size }, (_, index) => first + index);
    first += size;
    return { owners, threshold };
  });
}

/**
 * Casts, closes, counts, and puts everything together.
 * @param describe the description that votes are read and counted by
 * @param hashed the description that the election is hashed with, where that is another one
 */
export function makeParts(plan: BundlePlan, describe = describePlan(plan), hashed = describe): Parts {
  const setup = setUp({ ...plan, description: hashHex(hashed) });
  const ballots = castAll(setup);
  const isLeftOut = (index: number) => plan.superseded.includes(plan.votes[index]?.voter ?? -1);
  const counted = ballots.filter((_, index) => !isLeftOut(index));
  const leftOut = ballots.filter((_, index) => isLeftOut(index));
  const listed = [...new Set(plan.votes.map(({ voter }) => voter))].filter((voter) => !plan.superseded.includes(voter));
  const made = finish({ ...setup, plan: { ...setup.plan, listed: plan.listed ?? listed } }, counted);
  const log = logOf(setup, ballots, hashed, plan.superseded.length);
  const keys = plan.superseded.map((voter) => times(setup.voters[voter] as bigint, G));
  const sorted = keys.sort((a, b) => Buffer.compare(a.toBytes(), b.toBytes())).map(pointText);
  return {
    archive: writeArchive(made.events),
    fingerprint: setup.fingerprint,
    log,
    after: leavesAfter(made),
    leftOut: leftOut.map(({ text }) => text),
    composition: compositionOf(setup, log, leftOut, sorted, describe),
    files: filesOf(setup, made, describe),
    boardSeed: boardSeedOf(plan.seed),
  };
}

const ballotLeaf = ({ text }: MadeBallot) => canonical({ ballot: hashHex(text), kind: 'ballot' });

function logOf({ voters, fingerprint }: Setup, ballots: readonly MadeBallot[], describe: string, revoked: number) {
  const registrations = voters.map((secret) => ({ credential: pointText(times(secret, G)), kind: 'registration' }));
  const revocations = Array.from({ length: revoked }, (_, index) => ({
    commitment: hashHex(`revocation ${index}`),
    kind: 'revocation',
  }));
  return [
    canonical({ description: hashHex(describe), fingerprint, kind: 'election' }),
    ...registrations.map(canonical),
    ...ballots.map(ballotLeaf),
    ...revocations.map(canonical),
    canonical({ closedAt: BATCH, kind: 'close' }),
  ];
}

function leavesAfter({ events, openings }: MadeArchive): string[] {
  const of = (type: string) => events.filter((event) => event.type === type).map(({ records }) => records[0] as string);
  const owners = events
    .filter(({ type }) => type === 'Shuffle')
    .map(({ records }) => JSON.parse(records[1] as string).owner as number);
  return [
    ...of('EncryptedTally').map((list) => ({ kind: 'tally', tally: hashHex(list) })),
    ...of('Shuffle').map((text, index) => ({ kind: 'shuffle', owner: owners[index], shuffle: hashHex(text) })),
    ...openings.map(({ owner, text, sideCar }) => ({
      decryption: hashHex(text),
      kind: 'decryption',
      owner,
      sidecar: hashHex(JSON.stringify(sideCar)),
    })),
    ...of('Result').map((result) => ({ kind: 'result', result: hashHex(result) })),
  ].map(canonical);
}

function compositionOf(
  { fingerprint, voters, plan }: Setup,
  log: readonly string[],
  leftOut: readonly MadeBallot[],
  supersededKeys: readonly string[],
  describe: string,
) {
  const voting = new Set(plan.votes.map(({ voter }) => voter));
  const counted = voting.size - supersededKeys.length;
  return {
    counts: {
      ballots: plan.votes.length,
      channels: { booth: 0, paper: 0, web: counted },
      counted,
      credentials: voters.length,
      revoked: supersededKeys.length,
      slots: JSON.parse(describe).roll.size,
      superseded: supersededKeys.length,
    },
    electionFingerprint: fingerprint,
    leftOutLeaves: leftOut.map((ballot) => log.indexOf(ballotLeaf(ballot))),
    otherReasons: supersededKeys.length,
    reasons: {},
    supersededKeys,
    version: 1,
  };
}

function filesOf({ fingerprint }: Setup, made: MadeArchive, describe: string): Record<string, string> {
  const ledger = new Ledger();
  const description: Description = readDescription(ledger, describe);
  const votes = readVotes(made.votes, description);
  return {
    'sidecars.json': made.sideCars,
    'description.json': describe,
    'seed.json': canonical({ commitment: hashHex(LOT), seed: LOT }),
    'counted.json': writeCounted(votes, description, fingerprint),
    'outcome.json': writeOutcome(ledger, votes, description, LOT, fingerprint).text,
  };
}

/** Signs a head over these leaves. */
function headOver(leaves: readonly string[], parts: Parts, changes: Readonly<Record<string, unknown>> = {}) {
  const { fingerprint, boardSeed } = parts;
  const head = {
    batch: BATCH,
    electionFingerprint: fingerprint,
    root: rootOf(leaves),
    size: leaves.length,
    ...changes,
  };
  const message = Buffer.from(`largo-head-v1|${canonical(head)}`);
  const signature = hex(ed25519.sign(Uint8Array.from(message), boardSeed));
  return 'signature' in changes ? head : { ...head, signature };
}

/** The key of an example's witness. */
export const witnessKeyOf = (name: string): string => hex(ed25519.getPublicKey(hash(`witness ${name}`)));

/** A witness's co-signature over the first leaves of the whole log. */
export function cosign(parts: Parts, name: string, size: number, changes: Readonly<Record<string, unknown>> = {}) {
  const root = rootOf([...parts.log, ...parts.after].slice(0, size));
  const head = {
    batch: BATCH,
    electionFingerprint: parts.fingerprint,
    root,
    size,
    witness: witnessKeyOf(name),
    ...changes,
  };
  const message = Buffer.from(`largo-cosignature-v1|${canonical(head)}`);
  return { ...head, signature: hex(ed25519.sign(Uint8Array.from(message), hash(`witness ${name}`))) };
}

/** The files, with the heads signed over the leaves as they are now. */
export function writeBundle(parts: Parts): Map<string, Uint8Array> {
  const all = [...parts.log, ...parts.after];
  const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join('');
  const head = headOver(parts.log, parts, parts.headAtClose);
  const texts = {
    'composition.json': canonical({ ...parts.composition, head }),
    'head.json': canonical(headOver(all, parts, parts.head)),
    'log.jsonl': lines(all),
    'left-out.jsonl': lines(parts.leftOut),
    ...parts.files,
  };
  const bytes = Object.entries(texts).map(([name, text]): [string, Uint8Array] => [
    name,
    new TextEncoder().encode(text),
  ]);
  return new Map([['election.bel', parts.archive], ...bytes]);
}
