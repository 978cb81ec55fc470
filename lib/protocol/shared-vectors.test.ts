import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { hintsOf } from './archive-hints';
import { verifyArchive } from './verify-archive';

const folder = path.resolve(process.env.LARGO_SHARED ?? '../shared', 'vectors');
const absent = !existsSync(folder);
if (absent) console.warn(`NOT RUN: verdicts on the shared election archives, because ${folder} does not exist`);

function load(name: string): { archive: Uint8Array; sidecars: string | undefined; hints: Uint8Array | undefined } {
  const directory = path.join(folder, name);
  const file = readdirSync(directory).find((entry) => entry.endsWith('.bel')) ?? '';
  const sidecar = path.join(directory, 'sidecar.json');
  const hints = path.join(directory, 'hints.bin');
  return {
    archive: new Uint8Array(readFileSync(path.join(directory, file))),
    sidecars: existsSync(sidecar) ? readFileSync(sidecar, 'utf8') : undefined,
    hints: existsSync(hints) ? new Uint8Array(readFileSync(hints)) : undefined,
  };
}

/** Our code and the check that must fail first; null where the archive must be accepted. */
const NEGATIVE: Record<string, [check: string, code: string] | null> = {
  unchanged: null,
  'late-ballot': ['events', 'event_out_of_place'],
  'no-shuffle': ['events', 'event_out_of_place'],
  'one-mixer': ['shuffles', 'shuffle_too_few_mixers'],
  'shuffle-after-decryption': ['events', 'event_out_of_place'],
  'tampered-shuffle-ct': ['shuffles', 'shuffle_bad_proof'],
  'tally-garbage': ['tally', 'tally_mismatch'],
  'forged-decryption': ['sidecars', 'sidecar_bad_proof'],
  'foreign-credential': ['ballots', 'ballot_unknown_credential'],
  'ballot-bad-pok': ['ballots', 'ballot_bad_proof'],
  'ballot-bad-signature': ['ballots', 'ballot_bad_signature'],
  'ballot-noncanonical-json': ['ballots', 'not_canonical'],
  'duplicate-ballot': ['ballots', 'ballot_duplicate'],
  'small-order-alpha': ['ballots', 'point_not_in_subgroup'],
  'noncanonical-identity-y': ['ballots', 'point_not_canonical'],
  'identity-alpha': null,
  'scalar-out-of-range': ['decryptions', 'scalar_not_canonical'],
  'uppercase-point': ['decryptions', 'point_not_canonical'],
  'pd-tampered': ['decryptions', 'decryption_bad_proof'],
  'pd-missing': ['decryptions', 'decryption_missing'],
  'extra-record': ['file', 'file_not_reconstructible'],
  'marked-plaintext': null,
};

/** Bad archives of which every text and challenge is right: hints can be made for them, and do not help them. */
const HINTED_ALL_THE_SAME: readonly string[] = [
  'one-mixer',
  'tampered-shuffle-ct',
  'tally-garbage',
  'forged-decryption',
  'pd-missing',
];

const random = seededRandom('shared vectors');

describe('archives made by belenios-tool and by the prototype (shared vectors)', () => {
  it.skipIf(absent).each([
    ['peer-singles', 6, 6, [1, 2]],
    ['peer-singles-revotes', 9, 6, [1, 2]],
    ['peer-threshold', 8, 6, [2, 3]],
    ['peer-mixed', 6, 5, [1, 2, 3]],
    ['js-singles', 6, 5, [1, 2]],
    ['js-threshold', 7, 5, [1, 2]],
    ['js-mixed3', 4, 3, [1, 2, 3]],
  ])('accepts %s', async (name, ballots, counted) => {
    const { archive, sidecars } = load(name);
    const report = await verifyArchive(archive, { random, ...(sidecars === undefined ? {} : { sidecars }) });
    expect(report.failure).toBeUndefined();
    expect(report.level).toBe(sidecars === undefined ? 'archive' : 'archive+sidecars');
    expect(report.facts).toMatchObject({ ballots, counted, markedPlaintexts: [] });
    expect(report.facts.payloads).toHaveLength(counted);
    expect(report.method).toBe('batch');
  });

  it.skipIf(absent).each(['js-singles', 'js-threshold', 'js-mixed3'])(
    'uses and makes the hints of %s',
    async (name) => {
      const { archive, sidecars, hints } = load(name);
      const report = await verifyArchive(archive, { random, sidecars: sidecars ?? '', hints: hints as Uint8Array });
      expect(report).toMatchObject({ ok: true, level: 'archive+sidecars', method: 'hints', hints: 'used' });
      expect(Buffer.from((await hintsOf(archive, { random })) ?? [])).toEqual(Buffer.from(hints ?? []));
    },
  );

  it.skipIf(absent)('has an expectation for every negative archive', () => {
    const names = readdirSync(path.join(folder, 'negative'), { withFileTypes: true }).filter((e) => e.isDirectory());
    expect(names.map(({ name }) => name).sort()).toEqual(Object.keys(NEGATIVE).sort());
  });

  it.skipIf(absent).each(Object.entries(NEGATIVE))('gives the strict verdict on %s', async (name, expected) => {
    const { archive, sidecars } = load(`negative/${name}`);
    const report = await verifyArchive(archive, { random, ...(sidecars === undefined ? {} : { sidecars }) });
    const verdict = report.failure ? [report.failure.check, report.failure.code] : null;
    expect(verdict).toEqual(expected);
    expect(report.ok).toBe(expected === null);
    expect(report.checks.at(-1)?.ok).toBe(expected === null);
    expect(report.method === 'items').toBe(expected !== null);
  });

  it.skipIf(absent).each(Object.keys(NEGATIVE))('gives the same verdict on %s with hints', async (name) => {
    const { archive, sidecars } = load(`negative/${name}`);
    const options = { random, ...(sidecars === undefined ? {} : { sidecars }), checkPlaintexts: false };
    const { failure } = await verifyArchive(archive, options);
    const own = await hintsOf(archive, { random });
    for (const hints of [own, load('js-singles').hints]) {
      if (hints) expect((await verifyArchive(archive, { ...options, hints })).failure).toEqual(failure);
    }
    expect(own === null).toBe(failure !== undefined && !HINTED_ALL_THE_SAME.includes(name));
  });

  it.skipIf(absent)(
    'accepts the forged decryption without its side-car, at the lower level and with a report',
    async () => {
      const report = await verifyArchive(load('negative/forged-decryption').archive, { random });
      expect(report).toMatchObject({ ok: true, level: 'archive', facts: { markedPlaintexts: [0] } });
    },
  );

  it.skipIf(absent)('reports the marked plaintext', async () => {
    const report = await verifyArchive(load('negative/marked-plaintext').archive, { random });
    expect(report).toMatchObject({ ok: true, facts: { markedPlaintexts: [1] } });
  });
});
