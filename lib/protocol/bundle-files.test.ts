import { describe, expect, it } from 'vitest';
import { BUNDLE_FILE_NAMES, bundleFiles, readBundle, unknownFiles } from './bundle-files';
import { HINTS_FILE_NAME } from './hints';

const MIB = 2 ** 20;
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const parts = {
  uuid: 'u',
  archive: Uint8Array.of(1, 2),
  sidecars: ['{"a":1}', '{"b":2}'],
  description: 'D',
  composition: 'C',
  log: ['one', 'zwei é', ''],
  leftOut: [],
  head: 'H',
  seed: { seed: 's', commitment: 'c' },
  counted: 'N',
  outcome: '\ufeffO',
  cosignatures: null,
};
const files = bundleFiles(parts);
const bundle = {
  ...{ archive: parts.archive, sidecars: '[{"a":1},{"b":2}]', description: 'D', composition: 'C', log: parts.log },
  ...{ leftOut: [], head: 'H', seed: '{"commitment":"c","seed":"s"}', counted: 'N', outcome: '\ufeffO' },
  ...{ cosignatures: null, hints: null },
};
const reading = (...changes: [name: string, content: Uint8Array][]) => readBundle(new Map([...files, ...changes]));

describe('the files of a bundle', () => {
  it('are read as they were written', () => {
    expect([...files.keys()]).toEqual(['u.bel', ...BUNDLE_FILE_NAMES]);
    expect(BUNDLE_FILE_NAMES).toHaveLength(9);
    expect(Buffer.from(files.get('log.jsonl') ?? []).toString()).toBe('one\nzwei é\n\n');
    expect(readBundle(files)).toEqual({ ok: true, bundle });
    const more = bundleFiles({ ...parts, cosignatures: 'W' });
    more.set(HINTS_FILE_NAME, Uint8Array.of(9));
    expect(readBundle(more)).toEqual({ ok: true, bundle: { ...bundle, cosignatures: 'W', hints: Uint8Array.of(9) } });
    expect(unknownFiles(more)).toEqual([]);
    expect(unknownFiles(new Map([...more, ['z.txt', bytes('')], ['a.txt', bytes('')]]))).toEqual(['a.txt', 'z.txt']);
  });

  it('are all there, with one archive', () => {
    expect(readBundle(new Map())).toEqual({ ok: false, message: 'there is no .bel archive' });
    expect(reading(['v.bel', bytes('')])).toEqual({
      ok: false,
      message: 'there is more than one .bel archive: u.bel, v.bel',
    });
    const few = new Map([...files].filter(([name]) => name !== 'seed.json' && name !== 'head.json'));
    expect(readBundle(few)).toEqual({ ok: false, message: 'missing: head.json, seed.json' });
  });

  it.each<[string, Uint8Array, string]>([
    ['seed.json', Uint8Array.of(0xff), 'seed.json is not UTF-8'],
    ['seed.json', new Uint8Array(MIB + 1), 'seed.json is larger than 1 MiB'],
    ['description.json', new Uint8Array(64 * MIB + 1), 'description.json is larger than 64 MiB'],
    ['log.jsonl', bytes('a\nb'), 'log.jsonl ends in the middle of line 2'],
    ['log.jsonl', bytes(`a\n${'b'.repeat(4001)}\n`), 'line 2 of log.jsonl is too long'],
    ['left-out.jsonl', Uint8Array.of(0x61, 0x0a, 0xff, 0x0a), 'line 2 of left-out.jsonl is not UTF-8'],
    ['cosignatures.json', Uint8Array.of(0xc0), 'cosignatures.json is not UTF-8'],
  ])('are refused with a %s that is none', (name, content, message) => {
    expect(reading([name, content])).toEqual({ ok: false, message });
  });

  it('may be as large as they may', () => {
    expect(reading(['seed.json', new Uint8Array(MIB)])).toMatchObject({ ok: true });
    expect(reading(['log.jsonl', bytes(`${'b'.repeat(4000)}\n`)])).toMatchObject({ ok: true });
    expect(reading(['log.jsonl', bytes('\n')])).toMatchObject({ ok: true, bundle: { log: [''] } });
  });
});
