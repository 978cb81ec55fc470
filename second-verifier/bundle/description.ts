// The public description, which fixes the rules before voting (docs/spec/07-election.md).
import { readArray } from '../json';
import type { Ledger } from '../ledger';
import { type BallotForm, checkLimits, readBallotForm } from './ballot-form';
import { type Block, everyTrustee, readBlocks } from './blocks';
import { readCanonical } from './canonical';
import { readCount, readHash, readIdentifier, readLine, readMembers, readMinute, readOneOf } from './shapes';

export interface Project {
  readonly id: string;
  readonly title: string;
  readonly costMinor: number;
}

export type Parameter = string | number | boolean;

export interface Counting {
  readonly rule: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly ties: 'default' | 'lexicographic';
}

export interface Mixer {
  readonly owner: number;
  readonly kind: 'trustee' | 'server' | 'outsider';
  readonly name: string;
}

export interface Description {
  readonly city: string;
  readonly contest: string;
  readonly currency: { readonly code: string; readonly exponent: number };
  readonly budgetMinor: number;
  readonly projects: readonly Project[];
  readonly ballot: BallotForm;
  readonly counting: Counting;
  /** How many thresholds there are; none of them can be counted with. */
  readonly thresholds: number;
  readonly tieSeedCommitment: string;
  readonly rollSize: number;
  readonly entitlement: 'codes' | 'vouched';
  /** Public keys, in the order of owner ids. */
  readonly trusteeKeys: readonly string[];
  /** Who opens together. */
  readonly blocks: readonly Block[];
  readonly mixers: readonly Mixer[];
  readonly boardKey: string;
  readonly closesAt: string;
}

const MEMBERS = [
  'version',
  'city',
  'round',
  'contest',
  'currency',
  'budgetMinor',
  'projects',
  'ballot',
  'counting',
  'thresholds',
  'tieSeedCommitment',
  'roll',
  'entitlement',
  'trustees',
  'mixers',
  'boardKey',
  'opensAt',
  'closesAt',
] as const;

export function readDescription(ledger: Ledger, text: string): Description {
  const value = readCanonical(ledger, text, 'the description');
  const hasBlocks = typeof value === 'object' && value !== null && 'blocks' in value;
  const names = hasBlocks ? ([...MEMBERS, 'blocks'] as const) : MEMBERS;
  const members = readMembers<(typeof MEMBERS)[number] | 'blocks'>(ledger, value, names, 'the description');
  ledger.require('not_canonical', members.version === 1, 'the description is not of version 1');
  readNamed(ledger, members.round, 'the round');
  const roll = readMembers(ledger, members.roll, ['root', 'size'], 'the roll');
  readHash(ledger, roll.root, 'the root of the roll');
  const opensAt = readMinute(ledger, members.opensAt, 'the opening');
  const trusteeKeys = readList(ledger, members.trustees, 1, 'the trustees', readTrusteeKey);
  const description: Description = {
    city: readLine(ledger, members.city, 'the city'),
    contest: readNamed(ledger, members.contest, 'the contest'),
    currency: readCurrency(ledger, members.currency),
    budgetMinor: readCount(ledger, members.budgetMinor, 'the budget'),
    projects: readList(ledger, members.projects, 1, 'the projects', readProject),
    ballot: readBallotForm(ledger, members.ballot),
    counting: readCounting(ledger, members.counting),
    thresholds: readList(ledger, members.thresholds, 0, 'the thresholds', checkThreshold).length,
    tieSeedCommitment: readHash(ledger, members.tieSeedCommitment, 'the commitment to the lot'),
    rollSize: readCount(ledger, roll.size, 'the size of the roll'),
    entitlement: readOneOf(ledger, members.entitlement, ['codes', 'vouched'], 'the entitlement'),
    trusteeKeys,
    blocks: hasBlocks ? readBlocks(ledger, members.blocks, trusteeKeys.length) : everyTrustee(trusteeKeys.length),
    mixers: readList(ledger, members.mixers, 2, 'the mixers', readMixer),
    boardKey: readHash(ledger, members.boardKey, 'the board’s key'),
    closesAt: readMinute(ledger, members.closesAt, 'the closing'),
  };
  ledger.require('not_canonical', opensAt < description.closesAt, 'the contest closes before it opens');
  checkConsistency(ledger, description);
  return description;
}

function checkConsistency(ledger: Ledger, { projects, trusteeKeys, mixers, ballot }: Description): void {
  const distinct = (values: readonly unknown[], what: string) =>
    ledger.require('not_canonical', new Set(values).size === values.length, `two ${what} are the same`);
  distinct(
    projects.map(({ id }) => id),
    'project ids',
  );
  distinct(trusteeKeys, 'trustee keys');
  distinct(
    mixers.map(({ owner }) => owner),
    'mixers’ owners',
  );
  for (const { kind, owner } of mixers) {
    const fits = (kind === 'trustee') === owner <= trusteeKeys.length;
    ledger.require('not_canonical', fits, `the mixer with owner ${owner} is not of kind ${kind}`);
  }
  checkLimits(ledger, ballot, projects.length);
}

function readList<T>(
  ledger: Ledger,
  value: unknown,
  least: number,
  where: string,
  readItem: (ledger: Ledger, item: unknown) => T,
): T[] {
  const items = readArray(ledger, value, where);
  ledger.require('not_canonical', items.length >= least, `${where} are fewer than ${least}`);
  return items.map((item) => readItem(ledger, item));
}

function readNamed(ledger: Ledger, value: unknown, where: string): string {
  const { id, name } = readMembers(ledger, value, ['id', 'name'], where);
  readIdentifier(ledger, id, `the id of ${where}`);
  return readLine(ledger, name, `the name of ${where}`);
}

const MAX_EXPONENT = 4;

function readCurrency(ledger: Ledger, value: unknown) {
  const members = readMembers(ledger, value, ['code', 'exponent'], 'the currency');
  const code = readLine(ledger, members.code, 'the currency’s code');
  const exponent = readCount(ledger, members.exponent, 'the currency’s exponent');
  const isKnown = /^[A-Z]{3}$/.test(code) && exponent <= MAX_EXPONENT;
  ledger.require('not_canonical', isKnown, `there is no currency ${code} with ${exponent} digits`);
  return { code, exponent };
}

const MAX_ID = 128;

function readProject(ledger: Ledger, value: unknown): Project {
  const { id, title, costMinor } = readMembers(ledger, value, ['id', 'title', 'costMinor'], 'a project');
  return {
    id: readLine(ledger, id, 'the id of a project', MAX_ID),
    title: readLine(ledger, title, 'the title of a project'),
    costMinor: readCount(ledger, costMinor, 'the cost of a project', 1),
  };
}

const MAX_PARAMETER = 500;

function readCounting(ledger: Ledger, value: unknown): Counting {
  const members = readMembers(ledger, value, ['rule', 'parameters', 'ties'], 'the counting');
  const { parameters } = members;
  const isObject = typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters);
  ledger.require('not_canonical', isObject, 'the parameters are not an object');
  for (const [name, parameter] of Object.entries(parameters)) {
    readIdentifier(ledger, name, 'the name of a parameter');
    const isShort = typeof parameter === 'string' && parameter.length <= MAX_PARAMETER;
    const isPlain = isShort || typeof parameter === 'number' || typeof parameter === 'boolean';
    ledger.require('not_canonical', isPlain, `the parameter ${name} is no short text, number, true or false`);
  }
  return {
    rule: readIdentifier(ledger, members.rule, 'the rule'),
    parameters: parameters as Record<string, Parameter>,
    ties: readOneOf(ledger, members.ties, ['default', 'lexicographic'], 'the order of ties'),
  };
}

function checkThreshold(ledger: Ledger, value: unknown): void {
  const isVotes = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'votes';
  if (isVotes) {
    const { votes } = readMembers(ledger, value, ['kind', 'votes'], 'a threshold');
    readCount(ledger, votes, 'the votes of a threshold');
    return;
  }
  const members = readMembers(ledger, value, ['kind', 'numerator', 'denominator'], 'a threshold');
  readOneOf(ledger, members.kind, ['share'], 'the kind of a threshold');
  const numerator = readCount(ledger, members.numerator, 'the numerator of a threshold');
  const denominator = readCount(ledger, members.denominator, 'the denominator of a threshold', 1);
  ledger.require('not_canonical', numerator <= denominator, 'a threshold is above everybody');
}

function readTrusteeKey(ledger: Ledger, value: unknown): string {
  const { name, publicKey } = readMembers(ledger, value, ['name', 'publicKey'], 'a trustee');
  readLine(ledger, name, 'the name of a trustee');
  return readHash(ledger, publicKey, 'the key of a trustee');
}

function readMixer(ledger: Ledger, value: unknown): Mixer {
  const { kind, name, owner } = readMembers(ledger, value, ['kind', 'name', 'owner'], 'a mixer');
  return {
    kind: readOneOf(ledger, kind, ['trustee', 'server', 'outsider'], 'the kind of a mixer'),
    name: readLine(ledger, name, 'the name of a mixer'),
    owner: readCount(ledger, owner, 'the owner id of a mixer', 1),
  };
}
