// Partial decryptions and the result (docs/spec/12-opening.md).
import type { Ciphertext } from './ballots';
import { decode } from './encoding';
import { G, inverse, mod, O, type Point, pointText, readPoint, times } from './group';
import { challenge } from './hashing';
import { readArray, readJson, readObject, readTuple } from './json';
import type { Ledger } from './ledger';
import { readProof } from './schnorr';
import type { TrusteeGroup } from './trustees';

/** Reads one trustee's record: the factors Fᵢ = x·αᵢ, each with a proof checked against the trustee's key X. */
export function checkPartialDecryption(
  ledger: Ledger,
  text: string,
  mixed: readonly Ciphertext[],
  owner: number,
  key: Point,
  fingerprint: string,
): Point[] {
  const where = `the opening by owner ${owner}`;
  const record = readJson(ledger, text, where);
  const keys = ['decryption_factors', 'decryption_proofs'];
  const [factorLists, proofLists] = readObject(ledger, record, keys, where);
  const [factorList] = readTuple(ledger, factorLists, 1, `the factors of ${where}`);
  const [proofList] = readTuple(ledger, proofLists, 1, `the proofs of ${where}`);
  const factors = readArray(ledger, factorList, `the factors of ${where}`);
  const proofs = readArray(ledger, proofList, `the proofs of ${where}`);
  const fits = factors.length === mixed.length && proofs.length === mixed.length;
  ledger.require('decryption_wrong_length', fits, `${where} has not one factor and one proof for each ciphertext`);
  return mixed.map(({ alpha }, index) => {
    const factor = readPoint(ledger, factors[index], `factor ${index} of ${where}`);
    const { challenge: c, response: s } = readProof(ledger, proofs[index], `proof ${index} of ${where}`);
    const first = times(s, G).add(times(c, key));
    const second = times(s, alpha).add(times(c, factor));
    const holds = challenge(`decrypt|${fingerprint}|${pointText(key)}|`, first, second) === c;
    ledger.require('decryption_bad_proof', holds, `proof ${index} of ${where} does not verify`);
    ledger.tick(where, index + 1, mixed.length);
    return factor;
  });
}

/** λⱼ for these places of a block: the weight at which the share of place `index` enters the secret. */
export function lagrange(index: number, places: readonly number[]): bigint {
  let weight = 1n;
  for (const place of places) {
    if (place !== index) weight = mod(weight * BigInt(place) * inverse(BigInt(place - index)));
  }
  return weight;
}

/** Mᵢ = βᵢ − Dᵢ: what all trustees' factors open the mixed list to. */
export function openList(
  ledger: Ledger,
  mixed: readonly Ciphertext[],
  groups: readonly TrusteeGroup[],
  openings: ReadonlyMap<number, readonly Point[]>,
): Point[] {
  const sums: Point[] = mixed.map(() => O);
  for (const { kind, threshold, firstOwner, keys } of groups) {
    const places = keys.map((_, index) => index + 1).filter((place) => openings.has(firstOwner + place - 1));
    const name = kind === 'single' ? `owner ${firstOwner}` : `the block from owner ${firstOwner} on`;
    const enough = places.length >= threshold;
    ledger.require('decryption_missing', enough, `${name} has ${places.length} openings, not ${threshold}`);
    const lowest = places.slice(0, threshold);
    for (const place of lowest) {
      const factors = openings.get(firstOwner + place - 1) as readonly Point[];
      const weight = lagrange(place, lowest);
      for (const [index, factor] of factors.entries()) {
        sums[index] = (sums[index] as Point).add(times(weight, factor));
      }
    }
  }
  return mixed.map(({ beta }, index) => beta.subtract(sums[index] as Point));
}

/** Checks the result's record against the opened points, and returns the votes' bytes. */
export function checkResult(ledger: Ledger, text: string, plaintexts: readonly Point[], length: number): number[][] {
  const votes = plaintexts.map((point) => decode(point, length));
  const expected = JSON.stringify({ result: [votes] });
  ledger.require('result_mismatch', text === expected, 'the result is not what the factors open the last shuffle to');
  return votes;
}
