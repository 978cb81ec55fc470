// The specification's known answers for everything in an archive. Nothing of the product is imported here.
import { describe, expect, test } from 'vitest';
import { header, readArchive } from './archive';
import { type Ciphertext, readBallot, readBallots } from './ballots';
import { credentialScalar } from './credentials';
import { checkPartialDecryption, checkResult, lagrange, openList } from './decryption';
import { readElection } from './election';
import { decode, encode } from './encoding';
import { readEvents } from './events';
import { generator } from './generators';
import { comparePoints, G, type Point, pointText, readPoint, readScalar, times } from './group';
import { challenge, hash64, hashHex, hashScalar } from './hashing';
import { Ledger } from './ledger';
import { recordBytes } from './make/archive';
import { encryptPoint } from './make/ballot';
import { drawFrom } from './make/draw';
import { prove, signMessage } from './make/proofs';
import { holdsFor } from './schnorr';
import { checkShuffle } from './shuffle';
import { checkSideCar, sideCarChallenge, weighted } from './side-car';
import { checkTally } from './tally';
import { codeOf } from './testing/refusal';
import { vectors } from './testing/vectors';
import { jointKey, keyOf, readTrustees } from './trustees';

const ledger = new Ledger();
const point = (text: string): Point => readPoint(ledger, text, 'a point');
const bytes = (hex: string): number[] => [...Buffer.from(hex, 'hex')];

describe('group', () => {
  const { points, scalars, multiply, generators } = vectors('02-points-and-scalars');

  test.each(points as { reason: string; text: string; verdict: string }[])('point: $reason', ({ text, verdict }) => {
    expect(codeOf(() => readPoint(new Ledger(), text, 'it'))).toBe(verdict);
  });
  test.each(scalars as { reason: string; text: string; verdict: string }[])('scalar: $reason', ({ text, verdict }) => {
    expect(codeOf(() => readScalar(new Ledger(), text, 'it'))).toBe(verdict);
  });
  test('multiples of G', () => {
    for (const one of multiply) expect(pointText(times(BigInt(one.scalar), G))).toBe(one.point);
  });
  test('derived generators', () => {
    for (const { index, point: text } of generators) expect(pointText(generator(index))).toBe(text);
  });
});

describe('hashing and proofs', () => {
  const given = vectors('03-proofs');

  test('hashes of texts', () => {
    for (const { text, Hx, H64, Hl } of given.hashes) {
      expect([hashHex(text), hash64(text), String(hashScalar(text))]).toEqual([Hx, H64, Hl]);
    }
  });
  test('a challenge', () => {
    const { prefix, points, result } = given.challenge;
    expect(String(challenge(prefix, ...points.map(point)))).toBe(result);
  });
  test('a proof of knowledge is accepted, and made again from its nonce', () => {
    const { secret, publicKey, prefix, nonce, proof } = given.knowledge;
    const read = { challenge: BigInt(proof.challenge), response: BigInt(proof.response) };
    expect(holdsFor(prefix, point(publicKey), read)).toBe(true);
    expect(holdsFor(`${prefix}|`, point(publicKey), read)).toBe(false);
    expect(prove(prefix, BigInt(secret), () => BigInt(nonce))).toEqual(proof);
  });
  test('a signed message', () => {
    const { message, nonce, text } = given.signature;
    const { signature } = signMessage(message, BigInt(given.knowledge.secret), () => BigInt(nonce));
    expect(JSON.stringify(signature)).toBe(text);
  });
});

describe('encoding', () => {
  test('bytes as points and back', () => {
    for (const one of vectors('04-payload').encodings) {
      expect(pointText(encode(bytes(one.bytes)))).toBe(one.point);
      expect(decode(point(one.point), one.bytes.length / 2)).toEqual(bytes(one.bytes));
    }
  });
});

test('a credential becomes a key', () => {
  const { uuid, text, secret, publicKey } = vectors('05-keys-of-voters').credential;
  expect(String(credentialScalar(uuid, text))).toBe(secret);
  expect(pointText(times(BigInt(secret), G))).toBe(publicKey);
});

describe('trustees', () => {
  const { list, weights } = vectors('06-trustees');

  test('a list of single ones and a block', () => {
    const groups = readTrustees(new Ledger(), list.text);
    expect(groups.flatMap(({ keys }) => keys).map(pointText)).toEqual(list.publicKeys);
    expect(pointText(jointKey(groups))).toBe(list.jointKey);
  });
  test('the block that a ceremony ended with', () => {
    const { block, jointKey: joint, shareKeys } = vectors('06-ceremony');
    const groups = readTrustees(new Ledger(), `[["Pedersen",${block}]]`);
    expect(groups[0]?.keys.map(pointText)).toEqual(shareKeys);
    expect(pointText(jointKey(groups))).toBe(joint);
  });
  test('weights of the shares that open', () => {
    for (const { threshold, delivered, weights: expected } of weights) {
      if (expected === null) expect(delivered.length).toBeLessThan(threshold);
      if (expected === null) continue;
      const lowest = [...delivered].sort((a: number, b: number) => a - b).slice(0, threshold);
      const found = lowest.map((place: number) => [String(place), String(lagrange(place, lowest))]);
      expect(Object.fromEntries(found)).toEqual(expected);
    }
  });
});

describe('ballots', () => {
  const given = vectors('08-ballots');
  const election = readElection(new Ledger(), given.election);

  test('one is accepted, and made again from its nonces', () => {
    readBallot(new Ledger(), given.ballot, election, 'it');
    const { r, proof, signature } = given.nonces;
    const nonces = [proof, signature].map(BigInt);
    const secret = credentialScalar(election.uuid, given.credential.text);
    const made = encryptPoint(election, secret, point(given.point), BigInt(r), () => nonces.shift() as bigint);
    expect(made.text).toBe(given.ballot);
    expect([hash64(made.text), hashHex(made.text)]).toEqual([given.tracker, given.hash]);
  });
  const refused = given.refused as { reason: string; text: string; verdict: string }[];
  // When casting, a neutral alpha is refused before the hash is looked at; in an archive it is allowed.
  const isOfCasting = ({ reason }: { reason: string }) => reason.endsWith('as alpha');
  test.each(refused.filter((one) => !isOfCasting(one)))('refused: $reason', (one) => {
    const code = codeOf(() => readBallot(new Ledger(), one.text, election, 'it'));
    expect([one.verdict, `ballot_${one.verdict}`]).toContain(code);
  });
  test.each(refused.filter(isOfCasting))('refused for another reason: $reason', (one) => {
    expect(codeOf(() => readBallot(new Ledger(), one.text, election, 'it'))).toBe('ballot_bad_hash');
  });
});

describe('tally and shuffle', () => {
  const given = vectors('11-mixing');
  const election = readElection(new Ledger(), given.election);
  const credentials = new Map<string, Point>(
    given.ballots.map((text: string) => [JSON.parse(text).credential, G] as const),
  );

  test('the list, its record and the shuffle of it', () => {
    const ballots = readBallots(new Ledger(), given.ballots, election, credentials);
    const list = checkTally(new Ledger(), ballots, given.tally, given.sized);
    const output = checkShuffle(new Ledger(), given.shuffle, list, election, 'it');
    expect(output).toHaveLength(list.length);
    const other = { ...election, fingerprint: election.fingerprint.toLowerCase() };
    expect(codeOf(() => checkShuffle(new Ledger(), given.shuffle, list, other, 'it'))).toBe('shuffle_bad_proof');
    const turned = [...list].reverse();
    expect(codeOf(() => checkShuffle(new Ledger(), given.shuffle, turned, election, 'it'))).toBe('shuffle_bad_proof');
  });
  test('the order of points', () => {
    const sorted = [...given.sortedPoints].map(point).sort(comparePoints).map(pointText);
    expect(sorted).toEqual(given.sortedPoints);
  });
});

describe('opening', () => {
  const given = vectors('12-opening');
  const election = readElection(new Ledger(), given.election);
  const groups = readTrustees(new Ledger(), given.trustees);
  const mixed = JSON.parse(given.list)[0].map(
    ({ alpha, beta }: { alpha: string; beta: string }): Ciphertext => ({ alpha: point(alpha), beta: point(beta) }),
  );
  const factorsOf = ({ owner, record }: { owner: number; record: string }): [number, Point[]] => {
    const key = keyOf(groups, owner) as Point;
    return [owner, checkPartialDecryption(new Ledger(), record, mixed, owner, key, election.fingerprint)];
  };
  const openings = new Map<number, Point[]>(given.partials.map(factorsOf));

  test('what the partial decryptions open', () => {
    const plaintexts = openList(new Ledger(), mixed, groups, openings);
    const votes = checkResult(new Ledger(), given.result, plaintexts, election.voteLength);
    expect(votes).toHaveLength(mixed.length);
  });
  test('a side-car is accepted, and made again from its nonce', () => {
    const { owner, secret, nonce, commitments, response, transcript: expected } = given.sidecar;
    const key = keyOf(groups, owner) as Point;
    const factors = openings.get(owner) as Point[];
    const opening = { electionHash: election.hash, mixed, owner, key, factors };
    checkSideCar(new Ledger(), { version: 'pb-dleq-v1', owner, commitments, response }, opening);
    const { transcript, alphaSum } = weighted(opening);
    expect(Buffer.from(transcript).toString('hex')).toBe(expected);
    const made = [times(BigInt(nonce), G), times(BigInt(nonce), alphaSum)] as const;
    expect(made.map(pointText)).toEqual(commitments);
    const c = sideCarChallenge(transcript, ...made);
    expect(readScalar(ledger, response, 'it')).toBe((BigInt(nonce) + c * BigInt(secret)) % ORDER_OF_G);
  });
});

/** ℓ as the specification prints it. */
const ORDER_OF_G = 7237005577332262213973186563042994240857116359379907606001950938285454250989n;

describe('archive', () => {
  const given = vectors('13-archive');

  test('header and first record', () => {
    const { name, text } = given.first;
    const first = Buffer.from(header(name, text.length, given.timestamp)).toString('hex');
    expect(first.startsWith(given.firstHeader) || given.firstHeader.startsWith(first)).toBe(true);
    const file = recordBytes(name, text, given.timestamp);
    expect(readEvents(new Ledger(), readArchive(new Ledger(), file))).toEqual([]);
  });
});

test('scalars that are drawn depend on the seed alone', () => {
  const [a, b, c] = [drawFrom('one'), drawFrom('one'), drawFrom('two')];
  const first = a();
  expect(b()).toBe(first);
  expect(c()).not.toBe(first);
  expect(a()).not.toBe(first);
});
