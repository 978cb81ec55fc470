// The trustees, single ones and k of n (docs/spec/06-trustees.md).
import { type Point, pointText, readKey, sum } from './group';
import { readArray, readJson, readObject, readTuple } from './json';
import type { Ledger } from './ledger';
import { readBlock } from './pedersen';
import { holdsFor, readProof } from './schnorr';

/** Trustees who open together: a single one (all of one), or a block, where any `threshold` of its keys suffice. */
export interface TrusteeGroup {
  readonly kind: 'single' | 'block';
  readonly threshold: number;
  /** The owner id of the group's first key; the others follow. */
  readonly firstOwner: number;
  /** The keys that partial decryptions are checked with. */
  readonly keys: readonly Point[];
  /** What the group adds to the election key. */
  readonly part: Point;
}

/** The trustees in owner order, every proof and signature checked, and no public key there twice. */
export function readTrustees(ledger: Ledger, text: string): TrusteeGroup[] {
  const items = readArray(ledger, readJson(ledger, text, 'the trustees'), 'the trustees');
  ledger.require('trustees_empty', items.length > 0, 'there are no trustees');
  const groups: TrusteeGroup[] = [];
  let firstOwner = 1;
  for (const item of items) {
    const [kind, value] = readTuple(ledger, item, 2, 'a trustee');
    const isKnown = kind === 'Single' || kind === 'Pedersen';
    ledger.require('not_canonical', isKnown, `trustee ${firstOwner} is neither Single nor Pedersen`);
    const group = kind === 'Single' ? readSingle(ledger, value, firstOwner) : readBlock(ledger, value, firstOwner);
    groups.push(group);
    firstOwner += group.keys.length;
  }
  const keys = groups.flatMap((group) => group.keys).map(pointText);
  ledger.require('trustee_key_duplicate', new Set(keys).size === keys.length, 'two trustees have the same public key');
  return groups;
}

function readSingle(ledger: Ledger, value: unknown, owner: number): TrusteeGroup {
  const where = `trustee ${owner}`;
  const [pok, publicKey] = readObject(ledger, value, ['pok', 'public_key'], where);
  const key = readKey(ledger, publicKey, 'trustee_key_identity', `the key of ${where}`);
  checkHolder(ledger, key, pok, where);
  return { kind: 'single', threshold: 1, firstOwner: owner, keys: [key], part: key };
}

/** The proof that somebody holds the secret half of a trustee's key. */
export function checkHolder(ledger: Ledger, key: Point, pok: unknown, where: string): void {
  const proof = readProof(ledger, pok, `the proof of ${where}`);
  const holds = holdsFor(`pok|Ed25519|${pointText(key)}|`, key, proof);
  ledger.require('trustee_bad_proof', holds, `the proof that ${where} holds its key does not verify`);
}

/** y: the sum of what every group adds. */
export const jointKey = (groups: readonly TrusteeGroup[]): Point => sum(groups.map(({ part }) => part));

/** The key that the trustee with this owner id decrypts with; null where there is no such trustee. */
export function keyOf(groups: readonly TrusteeGroup[], owner: number): Point | null {
  return groups.flatMap((group) => group.keys)[owner - 1] ?? null;
}
