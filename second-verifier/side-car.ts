// The strong proof of decryption, pb-dleq-v1 (docs/spec/12-opening.md).
import type { Ciphertext } from './ballots';
import { G, littleEndian, mod, O, type Point, readPoint, readScalar, times } from './group';
import { fourBytes, hash, hash512, hashHex, integerOf, lengthPrefixed } from './hashing';
import { readArray, readJson, readNatural, readObject, readTuple } from './json';
import type { Ledger } from './ledger';
import { listText } from './tally';

/** What a trustee opened: the mixed list, their key and their factors. */
export interface Opening {
  readonly electionHash: string;
  readonly mixed: readonly Ciphertext[];
  readonly owner: number;
  readonly key: Point;
  readonly factors: readonly Point[];
}

const VERSION = 'pb-dleq-v1';
const KEYS = ['version', 'owner', 'commitments', 'response'];

/** The side-cars of an archive by owner, still to be checked one by one. */
export function readSideCars(ledger: Ledger, text: string): Map<number, unknown> {
  // The one record that may stand in a file with a line end behind it.
  const record = text.replace(/\r?\n$/, '');
  const items = readArray(ledger, readJson(ledger, record, 'the side-cars'), 'the side-cars');
  const byOwner = new Map<number, unknown>();
  for (const item of items) {
    const owner = readNatural(ledger, readObject(ledger, item, KEYS, 'a side-car')[1], 'the owner of a side-car');
    ledger.require('sidecar_unexpected', !byOwner.has(owner), `there are two side-cars of owner ${owner}`);
    byOwner.set(owner, item);
  }
  return byOwner;
}

export function checkSideCar(ledger: Ledger, value: unknown, opening: Opening): void {
  const { key, owner } = opening;
  const where = `the side-car of owner ${owner}`;
  const [version, forOwner, commitments, response] = readObject(ledger, value, KEYS, where);
  const isKnown = version === VERSION && forOwner === owner;
  ledger.require('not_canonical', isKnown, `${where} is of the unknown version ${version}`);
  const [first, second] = readTuple(ledger, commitments, 2, `the commitments of ${where}`);
  const k1 = readPoint(ledger, first, `the first commitment of ${where}`);
  const k2 = readPoint(ledger, second, `the second commitment of ${where}`);
  const s = readScalar(ledger, response, `the response of ${where}`);
  const { transcript, alphaSum, factorSum } = weighted(opening);
  const c = sideCarChallenge(transcript, k1, k2);
  const byKey = times(s, G).equals(k1.add(times(c, key)));
  ledger.require('sidecar_bad_proof', byKey, `the first equation of ${where} does not hold`);
  const ofFactors = times(s, alphaSum).equals(k2.add(times(c, factorSum)));
  ledger.require('sidecar_bad_proof', ofFactors, `the second equation of ${where} does not hold`);
}

/** T, which fixes everything, and the sums Ā and F̄ with the weights that T fixes. */
export function weighted({ electionHash, mixed, owner, key, factors }: Opening) {
  const n = String(mixed.length);
  const alphas = Buffer.concat(mixed.map(({ alpha }) => littleEndian(alpha)));
  const all = Buffer.concat(factors.map(littleEndian));
  const list = hashHex(listText(mixed));
  const transcript = hash(
    lengthPrefixed(VERSION, electionHash, list, String(owner), littleEndian(key), n, alphas, all),
  );
  let alphaSum = O;
  let factorSum = O;
  for (const [index, { alpha }] of mixed.entries()) {
    const weight = weightOf(transcript, index);
    alphaSum = alphaSum.add(times(weight, alpha));
    factorSum = factorSum.add(times(weight, factors[index] as Point));
  }
  return { transcript, alphaSum, factorSum };
}

/** ρᵢ: the first 16 bytes, big-endian, of SHA-256("pb-dleq-v1/rho" ‖ T ‖ i in four bytes). */
function weightOf(transcript: Uint8Array, index: number): bigint {
  const label = Buffer.from(`${VERSION}/rho`);
  return integerOf(hash(Buffer.concat([label, transcript, fourBytes(index)])).slice(0, 16));
}

export const sideCarChallenge = (transcript: Uint8Array, k1: Point, k2: Point): bigint =>
  mod(integerOf(hash512(lengthPrefixed(`${VERSION}/chal`, transcript, littleEndian(k1), littleEndian(k2)))));
