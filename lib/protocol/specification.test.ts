import { describe, expect, it } from 'vitest';
import { decryptFactor, verifyFactor } from '../crypto/decryption';
import { proveSidecar, sidecarTranscript } from '../crypto/dleq';
import { type EncodedPoint, encodePoint, G, multiply, type Point, parsePoint, pointText } from '../crypto/group';
import { sha256Hex } from '../crypto/hash';
import { Pace } from '../crypto/pace';
import { proofToJson } from '../crypto/schnorr';
import { seededRandom } from '../crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive, readArchive } from './archive';
import { checkBallot, encryptBallot } from './ballot';
import type { CiphertextText } from './ciphertexts';
import { deriveCredential } from './credentials';
import { electionFingerprint, electionKeys, makeElection, parseElection } from './election';
import { checkShuffle, mix } from './mixing';
import { checkPartialDecryption, combineResult } from './opening';
import { encryptedTally, sortPointTexts } from './tally';
import { fixedScalars } from './testing/fixed-scalars';
import { unwrap } from './testing/small-election';
import example from './testing/specification.json';
import { parseTrustees } from './trustees';

const keys = electionKeys(example.election);
const { election } = unwrap(parseElection(example.election));
const { trustees } = unwrap(parseTrustees(example.trustees));
const random = seededRandom('specification');
const lastList = (JSON.parse(example.lastList) as [CiphertextText[]])[0];

function point(text: string): EncodedPoint {
  return { text, point: parsePoint(text) as Point };
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

describe('the worked example of the specification, byte for byte', () => {
  it('chapter 5: derives the key of a credential', () => {
    const { secret, publicKey } = deriveCredential(keys.uuid, example.credential);
    expect(secret).toBe(5963567912623665223020747324089559790857581579457067267999241653894393153772n);
    expect(publicKey).toBe('03dc6461d4184c6f0fb0593f495b7d190732408064090fdccc581dbb41040665');
  });

  it('chapter 6: accepts the trustees, single and threshold, and finds the joint key', () => {
    expect(trustees.publicKey.text).toBe(keys.publicKey);
    expect(trustees.blocks).toEqual([
      { threshold: 1, owners: [1] },
      { threshold: 2, owners: [2, 3, 4] },
    ]);
  });

  it('chapter 7: makes the same election record and fingerprint', () => {
    const text = makeElection({
      uuid: 'bB7qufT9UHBQmW',
      name: 'Test election',
      descriptionHash: 'Participatory budget',
      publicKey: keys.publicKey,
      administrator: 'Admin',
      credentialAuthority: 'Registrar',
    });
    expect(text).toBe(example.election);
    expect(electionFingerprint(text)).toBe('mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww');
  });

  it('chapter 8: makes the same ballot from the same randomness', () => {
    const { r, proofNonce, signatureNonce, payload, text, tracker } = example.firstBallot;
    const made = encryptBallot({
      election: keys,
      credential: example.credential,
      payload: bytes(payload),
      random: fixedScalars([r, proofNonce, signatureNonce]),
    });
    expect(made).toEqual({ ballot: text, tracker, encryption: BigInt(r) });
    expect(checkBallot(keys, text)).toMatchObject({ ok: true, tracker, hash: sha256Hex(text) });
  });

  it('chapter 11: makes the same tally of the ballots', () => {
    expect(encryptedTally(example.ballots)).toMatchObject({ tally: example.tally, sized: example.sized });
    const list = JSON.parse(example.credentials) as string[];
    expect(sortPointTexts([...list].sort())).toEqual(sortPointTexts(list));
  });

  it('chapter 11: makes the same shuffle from the same randomness, and accepts it', async () => {
    const { rho, r, rHats, w, wHats, wPrimes, text } = example.firstShuffle;
    const input = encryptedTally(example.ballots).ciphertexts;
    // Fisher–Yates draws 2 and then 0 for the permutation 1, 0, 2. 2^48 − 1 would favour 0 of three and is drawn again.
    const draws = fixedScalars([...rho, ...r, ...rHats, ...w, ...wHats, ...wPrimes], [2 ** 48 - 1, 2, 0]);
    expect(await mix({ election: keys, input, random: draws })).toBe(text);
    const verdict = await checkShuffle({ election: keys, input, shuffle: text, random });
    expect(verdict).toMatchObject({ ok: true });
  });

  it('chapter 12: verifies the partial decryptions and combines the result', async () => {
    const { partials } = example;
    const made = await combineResult({ election, trustees, ciphertexts: lastList, partials });
    expect(made).toMatchObject({ ok: true, result: example.result });
    const others = await combineResult({ election, trustees, ciphertexts: lastList, partials: partials.slice(0, 2) });
    expect(others).toMatchObject({ ok: false, code: 'decryption_missing' });
    const secret = BigInt(example.singlePrivateKey);
    const alpha = point(lastList[0]?.alpha ?? '').point;
    const key = { fingerprint: keys.fingerprint, ...encodePoint(multiply(G, secret)) };
    const { factor, proof } = decryptFactor(key, secret, alpha, random);
    const archived = JSON.parse(partials[0]?.record ?? '') as { decryption_factors: string[][] };
    expect(pointText(factor)).toBe(archived.decryption_factors[0]?.[0]);
    expect(verifyFactor(key, alpha, factor, proof)).toBe(true);
    expect(Object.keys(proofToJson(proof))).toEqual(['challenge', 'response']);
  });

  it('chapter 13: writes and reads the archive', () => {
    const events: ArchiveEvent[] = [
      { type: 'Setup', election: example.election, trustees: example.trustees, credentials: example.credentials },
      { type: 'Ballot', ballot: example.firstBallot.text },
    ];
    const archive = buildArchive(events, 1_700_000_000);
    const text = new TextDecoder('latin1').decode(archive);
    expect(text.slice(124, 148)).toBe('00000000046\0' + '14524770400\0');
    expect(text.slice(148, 156)).toBe('005713\0 ');
    expect(text).toContain(
      '{"height":0,"type":"Setup","payload":"c02b88481b6519d2fad6e2ecd61c74161ea6be3fca7764fed5d9462edb1efa79"}',
    );
    expect(text).toContain('8f84f1dcdbc0f083e61af81eeb6ac3e22a0e052bbe98f0a8c5843a1ec6fbd387.event.json');
    expect(readArchive(archive)).toEqual({ ok: true, archive: { timestamp: 1_700_000_000, events } });
  });

  it('chapter 12: makes the same side-car from the same randomness', async () => {
    const { record } = example.partials[0] as (typeof example.partials)[0];
    const factors = (JSON.parse(record) as { decryption_factors: string[][] }).decryption_factors[0] ?? [];
    const statement = {
      electionHash: sha256Hex(example.election),
      ciphertextsHash: sha256Hex(example.lastList),
      owner: 1,
      publicKey: trustees.keys[0] as EncodedPoint,
      alphas: lastList.map(({ alpha }) => point(alpha)),
      factors: factors.map(point),
    };
    expect(Buffer.from(sidecarTranscript(statement)).toString('hex')).toBe(example.sidecar.transcript);
    const secret = BigInt(example.singlePrivateKey);
    const proof = await proveSidecar(statement, secret, fixedScalars([example.sidecar.nonce]), new Pace(0));
    const { commitments, response } = JSON.parse(example.sidecar.text) as { commitments: string[]; response: string };
    expect(proof.commitments.map(({ text }) => text)).toEqual(commitments);
    expect(proof.response.toString()).toBe(response);
    const request = { election, trustees, owner: 1, ciphertexts: lastList, record, sidecar: example.sidecar.text };
    expect(await checkPartialDecryption(request)).toEqual({ ok: true });
  });
});
