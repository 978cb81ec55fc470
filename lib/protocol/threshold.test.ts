import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import type { ArchiveEvent } from './archive';
import { readArchive } from './archive';
import { verifyBundle } from './bundle';
import type { BundleParts } from './bundle-files';
import { bundleFiles } from './bundle-files';
import type { CiphertextText } from './ciphertexts';
import type { PublicDescription } from './description';
import { combineResult, partiallyDecrypt } from './opening';
import { editJson } from './testing/forge';
import { sampleTrustees } from './testing/play-ceremony';
import { makeSampleBundle } from './testing/sample-bundle';
import { simpleCount } from './testing/simple-count';
import {
  archiveOf,
  castBallots,
  type Draft,
  draftElection,
  finishElection,
  sidecarList,
  unwrap,
} from './testing/small-election';
import { isOwnersKey } from './trustees';
import { verifyArchive } from './verify-archive';
import { verifyForOpening } from './verify-input';

/** Owner 1 is single; of 2, 3 and 4 any two open. */
let draft: Draft;
let events: readonly ArchiveEvent[];
let sidecars: readonly string[];

const ofType = <Type extends ArchiveEvent['type']>(type: Type) =>
  events.filter((event): event is Extract<ArchiveEvent, { type: Type }> => event.type === type);
const verify = (list: readonly ArchiveEvent[], texts = sidecars) =>
  verifyArchive(archiveOf(list), { random: draft.random, sidecars: sidecarList(texts) });
/** The archive with the partial decryptions of some owners, and the result they give. */
const openedBy = (...owners: number[]) => [
  ...events.filter((event) => event.type !== 'PartialDecryption' || owners.includes(event.owner)),
];
const sidecarsOf = (...owners: number[]) => owners.map((owner) => sidecars[owner - 1] as string);

beforeAll(async () => {
  draft = draftElection('threshold', 3, sampleTrustees(1, [2, 3]));
  ({ events, sidecars } = await finishElection(draft, castBallots(draft, [0, 1, 2, 1]).ballots, { mixers: [1, 5] }));
});

describe('one single trustee and 2 of 3', () => {
  it('open with the single and any two of the others, or all, to the same result', async () => {
    for (const owners of [
      [1, 2, 3],
      [1, 2, 4],
      [1, 3, 4],
      [1, 2, 3, 4],
    ]) {
      const report = await verify(openedBy(...owners), sidecarsOf(...owners));
      expect(report).toMatchObject({ ok: true, level: 'archive+sidecars', facts: { decryptions: owners } });
    }
  });

  it('do not open without the single, nor with one of the others', async () => {
    for (const owners of [
      [1, 2],
      [2, 3, 4],
    ]) {
      const report = await verify(openedBy(...owners), sidecarsOf(...owners));
      expect(report.failure).toMatchObject({ check: 'decryptions', code: 'decryption_missing' });
    }
    const ciphertexts = (JSON.parse(ofType('Shuffle').at(-1)?.shuffle as string) as { ciphertexts: [CiphertextText[]] })
      .ciphertexts[0];
    const partials = ofType('PartialDecryption').slice(0, 2);
    expect(await combineResult({ ...draft, ciphertexts, partials })).toMatchObject({ code: 'decryption_missing' });
  });

  it('must all be right, also the one that would not be needed', async () => {
    const last = ofType('PartialDecryption').at(-1) as Extract<ArchiveEvent, { type: 'PartialDecryption' }>;
    const first = ofType('PartialDecryption')[1] as typeof last;
    const forged = events.map((event) => (event === last ? { ...last, record: first.record } : event));
    expect((await verify(forged)).failure).toMatchObject({ check: 'decryptions', code: 'decryption_bad_proof' });
    const record = editJson(last.record, (v) => v.decryption_factors[0].reverse());
    const turned = events.map((event) => (event === last ? { ...last, record } : event));
    expect((await verify(turned)).ok).toBe(false);
    const swapped = [...sidecars.slice(0, 3), sidecars[2]?.replace('"owner":3', '"owner":4') as string];
    expect((await verify(events, swapped)).failure).toMatchObject({ code: 'sidecar_bad_proof' });
  });

  it('decrypt only with their own share', async () => {
    const end = events.findIndex((event) => event.type === 'PartialDecryption');
    const found = await verifyForOpening(archiveOf(events.slice(0, end + 1)), { random: draft.random });
    if (!found.ok) throw new Error(found.code);
    expect(found).toMatchObject({ mixers: [1, 5], opened: [1] });
    for (const owner of [1, 2, 3, 4, 5]) {
      const privateKey = draft.privateKeys[2] as string;
      const made = await partiallyDecrypt({ ...found, privateKey, owner, random: draft.random });
      const refusal = { ok: false, code: owner === 5 ? 'decryption_bad_owner' : 'wrong_key' };
      expect(made).toMatchObject(owner === 3 ? { ok: true } : refusal);
    }
  });
});

describe('a bundle says in advance how many of which trustees are needed', () => {
  const names = ['Ana', 'Bia', 'Caio', 'Dora'].map((name) => ({ name, publicKey: '' }));
  const description: Partial<PublicDescription> = {
    trustees: names,
    mixers: [
      { owner: 1, name: 'Ana', kind: 'trustee' },
      { owner: 2, name: 'Bia', kind: 'trustee' },
      { owner: 5, name: 'The city’s server', kind: 'server' },
    ],
  };
  const made = (forge?: (truth: PublicDescription) => PublicDescription) =>
    makeSampleBundle({
      seed: 'threshold bundle',
      count: simpleCount,
      voters: 4,
      trustees: sampleTrustees(1, [2, 3]),
      description,
      ...(forge && { forge: { description: forge } }),
    });
  const verdict = async ({ parts }: { parts: BundleParts }) =>
    verifyBundle(bundleFiles(parts), { count: simpleCount, random: seededRandom('verify'), checkPlaintexts: false });

  it('and is accepted as it was said', async () => {
    const bundle = await made();
    expect(bundle.description.blocks).toEqual([
      { threshold: 1, owners: [1] },
      { threshold: 2, owners: [2, 3, 4] },
    ]);
    expect(await verdict(bundle)).toMatchObject({ ok: true, level: 'bundle' });
  });

  it.each<[string, PublicDescription['blocks']]>([
    ['all', undefined],
    [
      'another number',
      [
        { threshold: 1, owners: [1] },
        { threshold: 3, owners: [2, 3, 4] },
      ],
    ],
    [
      'other blocks',
      [
        { threshold: 2, owners: [1, 2] },
        { threshold: 2, owners: [3, 4] },
      ],
    ],
  ])('and is refused where %s had been said', async (_, blocks) => {
    const bundle = await made(({ blocks: _truth, ...rest }) => ({ ...rest, ...(blocks && { blocks }) }));
    expect((await verdict(bundle)).failure).toMatchObject({ code: 'threshold_differs' });
  });
});

const vectors = path.resolve(process.env.LARGO_SHARED ?? '../shared', 'vectors');
const absent = !existsSync(vectors);
if (absent) console.warn(`NOT RUN: opening the shared threshold elections, because ${vectors} does not exist`);

describe.skipIf(absent).each([
  ['js-threshold', 1],
  ['js-mixed3', 2],
])('the shared election %s', (name, firstShare) => {
  const folder = path.join(vectors, name);
  const file = readdirSync(absent ? '.' : folder).find((entry) => entry.endsWith('.bel')) ?? '';

  it('opens with its shares to the factors and the result in its archive', { timeout: 20_000 }, async () => {
    const random = seededRandom(name);
    const secrets = JSON.parse(readFileSync(path.join(folder, 'secrets.json'), 'utf8')) as {
      single_private_keys: string[];
      pedersen: { shares: string[] };
    };
    const privateKeys = [...secrets.single_private_keys, ...secrets.pedersen.shares].map(String);
    const parsed = readArchive(new Uint8Array(readFileSync(path.join(folder, file))));
    if (!parsed.ok) throw new Error(parsed.message);
    const list = parsed.archive.events;
    const cut = list.findIndex(({ type }) => type === 'PartialDecryption');
    const found = await verifyForOpening(archiveOf(list.slice(0, cut)), { random });
    if (!found.ok) throw new Error(found.code);
    expect(privateKeys.every((key, i) => isOwnersKey(found.trustees, i + 1, key))).toBe(true);
    const partials: { owner: number; record: string }[] = [];
    for (const [i, privateKey] of privateKeys.entries()) {
      const owner = i + 1;
      const { record } = unwrap(await partiallyDecrypt({ ...found, privateKey, owner, random }));
      partials.push({ owner, record });
      const archived = list.find((event) => event.type === 'PartialDecryption' && event.owner === owner);
      if (archived?.type !== 'PartialDecryption') continue;
      expect(JSON.parse(record).decryption_factors).toEqual(JSON.parse(archived.record).decryption_factors);
    }
    const result = list.flatMap((event) => (event.type === 'Result' ? [event.result] : []))[0];
    const singles = partials.filter(({ owner }) => owner < firstShare);
    const shares = partials.filter(({ owner }) => owner >= firstShare);
    for (const left of [0, 1, 2]) {
      const some = [...singles, ...shares.filter((_, i) => i !== left)];
      expect(unwrap(await combineResult({ ...found, partials: some })).result).toBe(result);
    }
  });
});
