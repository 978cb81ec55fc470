// Every archive, made elsewhere or here, gets the same verdict of both verifiers, and the one that it must get.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeArchive } from './make/archive';
import { castAll, finish, setUp } from './make/election';
import { attacks } from './negatives/attacks';
import { misframedArchives, misorderedArchives, misownedArchives, misrecordedArchives } from './negatives/events';
import type { Example } from './negatives/negative';
import { badSetups } from './negatives/setups';
import { MIXED, SMALL } from './testing/plans';
import { judgeArchive, verdictText } from './testing/verdicts';

const shared = process.env.LARGO_SHARED ?? path.join(import.meta.dirname, '../../shared');
const vectors = path.join(shared, 'vectors');

/** What each archive of the shared folder must come to; `valid` is the default there. */
const SHARED: Record<string, string> = {
  'negative/late-ballot': 'events/event_out_of_place',
  'negative/no-shuffle': 'events/event_out_of_place',
  'negative/one-mixer': 'shuffles/shuffle_too_few_mixers',
  'negative/shuffle-after-decryption': 'events/event_out_of_place',
  'negative/tampered-shuffle-ct': 'shuffles/shuffle_bad_proof',
  'negative/tally-garbage': 'tally/tally_mismatch',
  'negative/foreign-credential': 'ballots/ballot_unknown_credential',
  'negative/ballot-bad-pok': 'ballots/ballot_bad_proof',
  'negative/ballot-bad-signature': 'ballots/ballot_bad_signature',
  'negative/ballot-noncanonical-json': 'ballots/not_canonical',
  'negative/duplicate-ballot': 'ballots/ballot_duplicate',
  'negative/small-order-alpha': 'ballots/point_not_in_subgroup',
  'negative/noncanonical-identity-y': 'ballots/point_not_canonical',
  'negative/scalar-out-of-range': 'decryptions/scalar_not_canonical',
  'negative/uppercase-point': 'decryptions/point_not_canonical',
  'negative/pd-tampered': 'decryptions/decryption_bad_proof',
  'negative/pd-missing': 'decryptions/decryption_missing',
  'negative/extra-record': 'file/file_not_reconstructible',
};
/** What their side-cars change. */
const WITH_SIDECARS: Record<string, string> = { 'negative/forged-decryption': 'sidecars/sidecar_bad_proof' };

function sharedFolders(): string[] {
  if (!existsSync(vectors)) return [];
  const within = (folder: string) =>
    readdirSync(path.join(vectors, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => path.posix.join(folder, name));
  return [...within('.').filter((name) => name !== 'negative'), ...within('negative')];
}

const folders = sharedFolders();
if (folders.length === 0) {
  console.warn(`NOT RUN: the shared election archives are not in ${vectors}; set LARGO_SHARED to where they are.`);
}

describe.skipIf(folders.length === 0)('archives made by others', () => {
  test('are all there', () => {
    expect(folders).toEqual(expect.arrayContaining(Object.keys(SHARED)));
    expect(folders.length).toBeGreaterThan(25);
  });
  test.each(folders)('%s', async (folder) => {
    const names = readdirSync(path.join(vectors, folder));
    const read = (name: string) => readFileSync(path.join(vectors, folder, name));
    const file = read(names.find((name) => name.endsWith('.bel')) as string);
    const expected = SHARED[folder] ?? 'valid';
    expect(await judgeArchive({ file })).toEqual({ second: expected, fast: expected });
    if (!names.includes('sidecar.json')) return;
    const strict = WITH_SIDECARS[folder] ?? expected;
    const sideCars = read('sidecar.json').toString();
    expect(await judgeArchive({ file, sideCars })).toEqual({ second: strict, fast: strict });
  });
});

async function expectVerdict(example: Example): Promise<void> {
  const expected = verdictText(example.verdict);
  expect(await judgeArchive(example)).toEqual({ second: expected, fast: expected });
}

const named = (examples: readonly Example[]) => examples.map((example) => [nameOf(example), example] as const);
const nameOf = ({ name, sideCars }: Example) => (sideCars === undefined ? name : `${name}, with side-cars`);

describe('archives of dishonest people', () => {
  test.each(named(attacks(SMALL)))('two single trustees: %s', (_, example) => expectVerdict(example));
  test.each(named(attacks(MIXED)))('one and two of three: %s', (_, example) => expectVerdict(example));
});

describe('archives whose setup is not sound', () => {
  test.each(named(badSetups(MIXED)))('%s', (_, example) => expectVerdict(example));
});

describe('archives whose events are not in order', () => {
  const setup = setUp(SMALL);
  const made = finish(setup, castAll(setup));
  const examples = [misorderedArchives, misframedArchives, misrecordedArchives, misownedArchives].flatMap((make) =>
    make(made),
  );
  test.each(named(examples))('%s', (_, example) => expectVerdict(example));
});

test('an election without a ballot has no tally', async () => {
  const setup = setUp(SMALL);
  const { events, sideCars } = finish(setup, []);
  const expected = 'tally/tally_empty';
  expect(await judgeArchive({ file: writeArchive(events), sideCars })).toEqual({ second: expected, fast: expected });
});

describe('honest archives', () => {
  const plans = {
    'one trustee, who also mixes': { ...SMALL, trustees: ['single'], mixers: [1, 2], openers: [1] },
    'three mixers, one from outside': { ...MIXED, mixers: [2, 1, 9] },
    'everybody opens': { ...MIXED, openers: [1, 2, 3, 4] },
    'opened in another order': { ...MIXED, openers: [4, 2, 1] },
    'two blocks': {
      ...MIXED,
      trustees: [
        { threshold: 2, size: 2 },
        { threshold: 3, size: 3 },
      ],
      openers: [1, 2, 3, 4, 5],
    },
    'a single ballot': { ...MIXED, votes: MIXED.votes.slice(0, 1) },
    'a name in another script': { ...MIXED, name: 'Orçamento “2027” 予算 \\ 🌳' },
  } as const;
  test.each(Object.entries(plans))('%s', async (_, plan) => {
    const setup = setUp(plan);
    const { events, sideCars } = finish(setup, castAll(setup));
    const file = writeArchive(events);
    expect(await judgeArchive({ file })).toEqual({ second: 'valid', fast: 'valid' });
    expect(await judgeArchive({ file, sideCars })).toEqual({ second: 'valid', fast: 'valid' });
  });
  test('in a block of which one suffices all have the same key, which is refused', async () => {
    const setup = setUp({ ...MIXED, trustees: ['single', { threshold: 1, size: 2 }], openers: [1, 2] });
    const { events } = finish(setup, castAll(setup));
    const expected = 'setup/trustee_key_duplicate';
    expect(await judgeArchive({ file: writeArchive(events) })).toEqual({ second: expected, fast: expected });
  });
});
