import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { headText } from '../board';
import { verifyBundle } from '../bundle';
import { canonicalJson, type JsonValue } from '../canonical-json';
import { exchangeOne, mutantsOf, pick } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { signSampleHead } from '../testing/sample-board';
import { makeSampleBundle, type SampleBundle } from '../testing/sample-bundle';
import { simpleCount } from '../testing/simple-count';
import { uniformIndex } from '../uniform';
import { cosign, cosignaturesText } from '../witness';

const plan = { count: simpleCount, voters: 2, revoteEvery: 2, changeDeviceEvery: 2, spoilEvery: 0 };
const deps = { count: simpleCount, random: seededRandom('forged bundles'), checkPlaintexts: false };
let bundle: SampleBundle;
let other: SampleBundle;
let files: Map<string, Uint8Array>;
let foreign: Map<string, Uint8Array>;

/** The bundle, its last head co-signed by a witness. */
function withWitness({ files, parts, election, signingKey }: SampleBundle): Map<string, Uint8Array> {
  const head = signSampleHead(parts.log, election.fingerprint, '2027-03-15T20:00Z', signingKey);
  if (headText(head) !== parts.head) throw new Error('the sample has another head');
  const cosignature = cosign(head, new Uint8Array(32).fill(7));
  const text = cosignaturesText([{ name: 'A neighbour', publicKey: cosignature.witness }], [cosignature]);
  return new Map([...files, ['cosignatures.json', utf8(text)]]);
}

beforeAll(async () => {
  bundle = await makeSampleBundle({ ...plan, seed: 'forged bundles' });
  other = await makeSampleBundle({ ...plan, seed: 'another bundle' });
  [files, foreign] = [withWitness(bundle), withWitness(other)];
});

async function verdictOf(changed: ReadonlyMap<string, Uint8Array>): Promise<string | null> {
  const { ok, failure } = await verifyBundle(changed, deps);
  return ok ? null : (failure?.code ?? '');
}

const nameIn = (map: ReadonlyMap<string, Uint8Array>) => [...map.keys()];
const isArchive = (name: string) => name.endsWith('.bel');
const splice = (bytes: Uint8Array, at: number, remove: number, ...add: number[]) =>
  Uint8Array.from([...bytes.subarray(0, at), ...add, ...bytes.subarray(at + remove)]);

/** A place of the file that holds one of these characters, or any place where none does. */
function placeOf(bytes: Uint8Array, wanted: RegExp, random: RandomBytes): number {
  const places = Array.from(bytes.keys()).filter((at) => wanted.test(String.fromCharCode(bytes[at] ?? 0)));
  return places.length > 0 ? pick(places, random) : uniformIndex(bytes.length, random);
}

function exchanged(wanted: RegExp, alphabet: string) {
  return (bytes: Uint8Array, random: RandomBytes) => {
    const at = placeOf(bytes, wanted, random);
    return splice(bytes, at, 1, exchangeOne(String.fromCharCode(bytes[at] ?? 0), alphabet, random).charCodeAt(0));
  };
}

function onLines(change: (lines: string[], at: number) => string[]) {
  return (bytes: Uint8Array, random: RandomBytes) => {
    const lines = new TextDecoder().decode(bytes).split('\n');
    return utf8(change(lines, uniformIndex(Math.max(lines.length - 1, 1), random)).join('\n'));
  };
}

/** Ways in which bytes of a file can be wrong. */
const CLASSES: Record<string, (bytes: Uint8Array, random: RandomBytes) => Uint8Array> = {
  'a digit': exchanged(/[0-9]/, '0123456789'),
  'a letter': exchanged(/[a-z]/, 'abcdefghijklmnopqrstuvwxyz'),
  'a sign': exchanged(/[{}[\]",:]/, '{}[]",:'),
  'a bit': (bytes, random) => {
    const at = uniformIndex(bytes.length, random);
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << uniformIndex(8, random)));
  },
  'a byte less': (bytes, random) => splice(bytes, uniformIndex(bytes.length, random), 1),
  'a byte twice': (bytes, random) => {
    const at = uniformIndex(bytes.length, random);
    return splice(bytes, at, 0, bytes[at] ?? 0);
  },
  'a blank': (bytes, random) => splice(bytes, uniformIndex(bytes.length, random), 0, 0x20),
  'no UTF-8': (bytes, random) => splice(bytes, uniformIndex(bytes.length, random), 0, 0xff),
  'a zero byte': (bytes, random) => splice(bytes, uniformIndex(bytes.length, random), 0, 0),
  'cut off': (bytes, random) => bytes.slice(0, uniformIndex(bytes.length, random)),
  'its beginning cut off': (bytes, random) => bytes.slice(1 + uniformIndex(bytes.length - 1, random)),
  'two line ends behind': (bytes) => splice(bytes, bytes.length, 0, 0x0a, 0x0a),
  'a byte order mark': (bytes) => splice(bytes, 0, 0, 0xef, 0xbb, 0xbf),
  'twice over': (bytes) => Uint8Array.from([...bytes, ...bytes]),
  'a line moved': onLines((lines, at) => [lines[at] ?? '', ...lines.toSpliced(at, 1)]),
  'a line twice': onLines((lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  'a line less': onLines((lines, at) => lines.toSpliced(at, 1)),
};

const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);

describe(`bundles forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('accepts the bundles that the forgeries start from', async () => {
    expect([await verdictOf(files), await verdictOf(foreign)]).toEqual([null, null]);
  });

  it('every file in every class of bytes', async () => {
    const random = forgeryRandom('bundle bytes');
    const forgeries = Array.from({ length: 5 }).flatMap(() =>
      nameIn(files).flatMap((name) =>
        Object.entries(CLASSES).map(([how, change]) => {
          const bytes = files.get(name) as Uint8Array;
          return { how: `${name}: ${how}`, name, bytes: change(bytes, random) };
        }),
      ),
    );
    const forged = forgeries.filter(({ name, bytes }) => !sameBytes(bytes, files.get(name) as Uint8Array));
    expect(new Set(forged.map(({ name }) => name)).size).toBe(files.size);
    await refuseAll(
      forged.map(({ how, name, bytes }) => ({ how, name, text: Buffer.from(bytes).toString('latin1'), bytes: null })),
      ({ name, text }) => verdictOf(new Map([...files, [name, Uint8Array.from(Buffer.from(text, 'latin1'))]])),
      ['bundle_incomplete', 'description_hash', 'head_signature', 'counted_differs', 'outcome_differs', 'head_root'],
    );
  });

  it('every field of every JSON file, in canonical form', async () => {
    const random = forgeryRandom('bundle fields');
    const names = [
      'description.json',
      'composition.json',
      'head.json',
      'seed.json',
      'counted.json',
      'cosignatures.json',
    ];
    const forgeries = [...names, 'outcome.json'].flatMap((name) => {
      const honest = new TextDecoder().decode(files.get(name));
      const mutants = mutantsOf(honest, random).flatMap(({ how, text }) => {
        const ordered = inOrder(text);
        // What a witness is called is the city's word, and bound by nothing.
        const isName = how.startsWith('witnesses.0.name');
        return isName || ordered === null || ordered === honest ? [] : [{ how: `${name} ${how}`, name, text: ordered }];
      });
      return mutants.filter((_, i) => mutants.length < 160 || i % Math.ceil(mutants.length / 160) === 0);
    });
    const codes = [
      'description_malformed',
      'description_hash',
      'composition_malformed',
      'counts_differ',
      'head_signature',
    ];
    await refuseAll(forgeries, ({ name, text }) => verdictOf(new Map([...files, [name, utf8(text)]])), [
      ...codes,
      'seed_differs',
      'counted_differs',
      'winners_differ',
      'outcome_differs',
      'cosignature_signature',
    ]);
  });

  it('files of two elections mixed', async () => {
    const random = forgeryRandom('mixed bundles');
    const names = nameIn(files).filter((name) => !isArchive(name));
    const archives = [nameIn(files), nameIn(foreign)].map((list) => list.find(isArchive) as string) as [string, string];
    const forgeries = collect(FORGERIES + 150, () => {
      const taken = new Set(names.filter(() => (random(1)[0] ?? 0) < 128));
      const other = (random(1)[0] ?? 0) < 64;
      return { how: [...taken, other ? 'archive' : ''].join(' '), taken: [...taken], other };
    }).filter(({ taken, other }) => taken.length + Number(other) > 0 && taken.length < names.length);
    const mixed = ({ taken, other: isForeign }: { taken: string[]; other: boolean }) => {
      const chosen = names.map((name): [string, Uint8Array] => [
        name,
        (taken.includes(name) ? foreign : files).get(name) as Uint8Array,
      ]);
      const [from, archive] = isForeign ? [foreign, archives[1]] : [files, archives[0]];
      return verdictOf(new Map([...chosen, [archive, from.get(archive) as Uint8Array]]));
    };
    await refuseAll(forgeries, mixed, ['description_hash', 'head_other_election', 'sidecar_bad_proof', 'head_root']);
  });
});

function inOrder(text: string): string | null {
  try {
    return canonicalJson(JSON.parse(text) as JsonValue);
  } catch {
    return null;
  }
}
