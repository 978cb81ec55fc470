import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { buildArchive } from './archive';
import { verifyBundle } from './bundle';
import { BUNDLE_FILE_NAMES } from './bundle-files';
import { BUNDLE_CHECKS } from './bundle-report';
import { makeSampleBundle, type SampleBundle } from './testing/sample-bundle';
import { simpleCount } from './testing/simple-count';

const random = seededRandom('bundle test');
const deps = { count: simpleCount, random, checkPlaintexts: false };
let sample: SampleBundle;
let other: SampleBundle;

beforeAll(async () => {
  sample = await makeSampleBundle({ seed: 'bundle', count: simpleCount });
  other = await makeSampleBundle({ seed: 'another bundle', count: simpleCount });
});

/** The check that fails and its code, or `valid`. */
async function verdict(files: ReadonlyMap<string, Uint8Array>, boardKey?: string): Promise<string> {
  const { ok, failure, checks } = await verifyBundle(files, { ...deps, boardKey });
  expect(ok).toBe(failure === undefined);
  expect(checks.filter((check) => !check.ok).map((check) => check.name)).toEqual(failure ? [failure.check] : []);
  return failure ? `${failure.check}: ${failure.code}` : 'valid';
}

describe('an honest bundle', () => {
  it('passes every check, each with what it proves', async () => {
    const report = await verifyBundle(sample.files, { ...deps, checkPlaintexts: true, boardKey: sample.boardKey });
    expect(report.failure).toBeUndefined();
    expect(report.level).toBe('bundle');
    expect(report.checks.map((check) => check.name)).toEqual(Object.keys(BUNDLE_CHECKS));
    expect(report.facts).toMatchObject({
      boardKeyPinned: true,
      closedAt: '2027-03-15T20:00Z',
      votes: { valid: 7, blank: 0, invalid: 1 },
      composition: { counts: { slots: 10, ballots: 11, counted: 8, superseded: 1, channels: { web: 8 } } },
      archive: { uuid: sample.uuid, mixers: [1, 2], trustees: 2 },
      ignoredFiles: [],
    });
    const outcome = JSON.parse(sample.parts.outcome) as { winners: string[]; totalCostMinor: number };
    expect(report.facts.outcome?.winners).toEqual(outcome.winners);
    expect(Number(report.facts.outcome?.totalCostMinor)).toBe(outcome.totalCostMinor);
  });

  it('says what nobody can check, and more where the server vouches or the key is not known', async () => {
    const pinned = await verifyBundle(sample.files, { ...deps, boardKey: sample.boardKey });
    const unpinned = await verifyBundle(sample.files, deps);
    expect(unpinned.uncheckable).toHaveLength(pinned.uncheckable.length + 1);
    expect(unpinned.facts.boardKeyPinned).toBe(false);
    const vouched = await makeSampleBundle({
      seed: 'v',
      count: simpleCount,
      voters: 2,
      description: { entitlement: 'vouched' },
    });
    const report = await verifyBundle(vouched.files, deps);
    expect(report.ok).toBe(true);
    expect(report.uncheckable.join()).toContain('vouches');
  });

  it('may have files beside it, which are named and ignored', async () => {
    const files = new Map(sample.files).set('notes.txt', new Uint8Array());
    expect((await verifyBundle(files, deps)).facts.ignoredFiles).toEqual(['notes.txt']);
    expect(await verdict(files)).toBe('valid');
  });

  it('is the same again from the same seed', async () => {
    const again = await makeSampleBundle({ seed: 'bundle', count: simpleCount });
    expect(again.files).toEqual(sample.files);
    expect(other.uuid).not.toBe(sample.uuid);
  });
});

describe('files', () => {
  it.each(BUNDLE_FILE_NAMES)('%s must be there, be UTF-8, and be itself', async (name) => {
    const files = new Map(sample.files);
    files.delete(name);
    expect(await verdict(files)).toBe('files: bundle_incomplete');
    expect(await verdict(files.set(name, new Uint8Array([0xff, 0x0a])))).toBe('files: bundle_incomplete');
    expect(await verdict(files.set(name, other.files.get(name) as Uint8Array))).not.toBe('valid');
  });

  it('must hold one archive', async () => {
    const archive = `${sample.uuid}.bel`;
    const files = new Map(sample.files);
    files.delete(archive);
    expect(await verdict(files)).toBe('files: bundle_incomplete');
    expect(await verdict(new Map(sample.files).set('second.bel', sample.parts.archive))).toBe(
      'files: bundle_incomplete',
    );
    expect(await verdict(files.set(archive, sample.parts.archive.subarray(0, 9000)))).toBe('file: file_truncated');
    expect(await verdict(files.set(archive, new TextEncoder().encode('{}')))).toMatch(/^file: /);
    expect(await verdict(new Map())).toBe('files: bundle_incomplete');
  });

  it('must have whole lines of a bounded length and a bounded size', async () => {
    const cut = (sample.files.get('log.jsonl') as Uint8Array).slice(0, -1);
    expect(await verdict(new Map(sample.files).set('log.jsonl', cut))).toBe('files: bundle_incomplete');
    const long = new TextEncoder().encode(`${'x'.repeat(5000)}\n`);
    expect(await verdict(new Map(sample.files).set('left-out.jsonl', long))).toBe('files: bundle_incomplete');
    expect(await verdict(new Map(sample.files).set('head.json', new Uint8Array(2 ** 20 + 1)))).toBe(
      'files: bundle_incomplete',
    );
  });
});

describe('every byte', () => {
  it('of the archive and of the small files matters', async () => {
    let at = 0;
    for (const [name, bytes] of sample.files) {
      for (const share of [0.1, 0.5, 0.93]) {
        const changed = Uint8Array.from(bytes);
        const position = Math.floor(changed.length * share) + (at++ % 3);
        changed[position] = (changed[position] as number) ^ 1;
        expect(await verdict(new Map(sample.files).set(name, changed)), `${name} at ${position}`).not.toBe('valid');
      }
    }
  });

  it('of an archive that is rebuilt without one event matters', async () => {
    for (const skipped of [0, 1, sample.events.length - 1, sample.events.length - 2]) {
      const archive = buildArchive(
        sample.events.filter((_, i) => i !== skipped),
        sample.timestamp,
      );
      expect(await verdict(new Map(sample.files).set(`${sample.uuid}.bel`, archive))).not.toBe('valid');
    }
  });

  it('passes on what is no verdict', async () => {
    const count = () => {
      throw new TypeError('a fault of ours');
    };
    await expect(verifyBundle(sample.files, { ...deps, count })).rejects.toThrow('a fault of ours');
  });
});
