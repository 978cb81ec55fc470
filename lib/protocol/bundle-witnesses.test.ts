import { beforeAll, describe, expect, it } from 'vitest';
import { generateSigningKey } from '../crypto/signing';
import { seededRandom } from '../crypto/testing/seeded-random';
import { verifyBundle } from './bundle';
import { bundleFiles } from './bundle-files';
import { compositionText, parseComposition } from './composition';
import { toHex } from './hex';
import { signSampleHead } from './testing/sample-board';
import { makeSampleBundle, type SampleBundle } from './testing/sample-bundle';
import { simpleCount } from './testing/simple-count';
import { type Cosignature, cosign, cosignaturesText } from './witness';
import type { Witness } from './witness-name';

const random = seededRandom('bundle witnesses');
const deps = { count: simpleCount, random, checkPlaintexts: false };
const [gazette, league] = [generateSigningKey(random), generateSigningKey(random)];
const witnesses: Witness[] = [
  { name: 'The Gazette', publicKey: toHex(gazette.publicKey) },
  { name: 'League of Voters', publicKey: toHex(league.publicKey) },
];
let sample: SampleBundle;
let signed: Cosignature[];

beforeAll(async () => {
  sample = await makeSampleBundle({ seed: 'witnessed', count: simpleCount, voters: 4 });
  const head = (size: number) => sampleHead(sample.parts.log.slice(0, size));
  signed = [
    cosign(head(1), gazette.secretKey),
    cosign(head(5), gazette.secretKey),
    cosign(head(5), league.secretKey),
    cosign(head(sample.parts.log.length), league.secretKey),
  ];
});

const sampleHead = (log: string[]) =>
  signSampleHead(log, sample.election.fingerprint, '2027-03-15T20:00Z', sample.signingKey);

async function verdict(cosignatures: string | null): Promise<string> {
  const { failure, checks } = await verifyBundle(bundleFiles({ ...sample.parts, cosignatures }), deps);
  if (failure) return `${failure.check}: ${failure.code}`;
  return checks.find(({ name }) => name === 'witnesses')?.detail ?? '';
}

describe('co-signatures in a bundle', () => {
  it('are counted by witness, and may be missing', async () => {
    expect(await verdict(null)).toBe('no witness co-signed');
    const said = await verdict(cosignaturesText(witnesses, signed));
    expect(said).toContain('4 co-signatures by');
    for (const { name } of witnesses) expect(said).toContain(name);
  });

  it('of another log show that the board has two faces', async () => {
    const otherLog = [...sample.parts.log.slice(0, 4), '{"kind":"ballot"}'];
    const other = cosign(sampleHead(otherLog), gazette.secretKey);
    expect(await verdict(cosignaturesText(witnesses, [other]))).toBe('witnesses: cosignature_other_log');
    const longer = cosign(sampleHead([...sample.parts.log, '{}']), gazette.secretKey);
    expect(await verdict(cosignaturesText(witnesses, [longer]))).toBe('witnesses: cosignature_other_log');
    const head = { ...sampleHead(sample.parts.log), electionFingerprint: `A${sample.election.fingerprint.slice(1)}` };
    expect(await verdict(cosignaturesText(witnesses, [cosign(head, gazette.secretKey)]))).toBe(
      'witnesses: cosignature_other_log',
    );
  });

  it('must be genuine, each by the witness that it names', async () => {
    const [first, second, third] = signed as [Cosignature, Cosignature, Cosignature];
    const forged: Cosignature[] = [
      { ...first, signature: second.signature },
      { ...second, witness: third.witness },
      { ...first, batch: '2027-03-15T20:01Z' },
      { ...first, size: 2, root: sampleHead(sample.parts.log.slice(0, 2)).root },
    ];
    for (const each of forged) {
      expect(await verdict(cosignaturesText(witnesses, [each]))).toBe('witnesses: cosignature_signature');
    }
  });

  it('have one text', async () => {
    const text = cosignaturesText(witnesses, signed);
    const [first = '', second = ''] = /"cosignatures":\[(.*?\}),(.*?\}),/.exec(text)?.slice(1) ?? [];
    const malformed = [
      '',
      '{}',
      ` ${text}`,
      text.replace(first, second),
      text.replace(`${first},${second}`, `${second},${first}`),
      cosignaturesText(witnesses, signed.slice(0, 1)).replace('The Gazette', 'The\\u0007Gazette'),
      text
        .replace(/\{"name":"The Gazette"[^}]*\}/, '')
        .replace('[,', '[')
        .replace(',]', ']'),
      text.replace('"version":1', '"version":2'),
    ];
    for (const each of malformed) {
      expect(each).not.toBe(text);
      expect(await verdict(each), each.slice(0, 80)).toBe('witnesses: cosignatures_malformed');
    }
  });
});

describe('totals by reason', () => {
  it('must not leave so few over that they point at people', async () => {
    const plan = { voters: 24, revoteEvery: 0, changeDeviceEvery: 2, spoilEvery: 0 };
    const { parts } = await makeSampleBundle({ seed: 'reasons', count: simpleCount, ...plan });
    const parsed = parseComposition(parts.composition);
    if (!parsed.ok) throw new Error(parsed.reason);
    const { composition } = parsed;
    expect(composition.supersededKeys).toHaveLength(12);
    const verdictOf = async (reasons: Record<string, number>, otherReasons: number) => {
      const text = compositionText({ ...composition, reasons, otherReasons });
      const { failure } = await verifyBundle(bundleFiles({ ...parts, composition: text }), deps);
      return failure?.code ?? 'valid';
    };
    expect(await verdictOf({ newer_key: 11 }, 1)).toBe('reasons_telling');
    expect(await verdictOf({ newer_key: 10 }, 2)).toBe('reasons_telling');
    expect(await verdictOf({ newer_key: 12 }, 1)).toBe('counts_differ');
    expect(await verdictOf({ newer_key: 12 }, 0)).toBe('valid');
    expect(await verdictOf({}, 12)).toBe('valid');
  });
});
