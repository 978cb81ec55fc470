// A block of n trustees of whom any k open (docs/spec/06-trustees.md).
import { O, type Point, pointText, readKey, readPoint, sum, times } from './group';
import { readArray, readJson, readNatural, readObject, readText } from './json';
import type { Ledger } from './ledger';
import { holdsFor, readProof } from './schnorr';
import { checkHolder, type TrusteeGroup } from './trustees';

const KEYS = ['threshold', 'certs', 'coefexps', 'signatures', 'verification_keys'];

interface Block {
  readonly size: number;
  readonly threshold: number;
}

export function readBlock(ledger: Ledger, value: unknown, firstOwner: number): TrusteeGroup {
  const members = readObject(ledger, value, KEYS, 'the block of trustees');
  const threshold = readNatural(ledger, members[0], 'the threshold');
  const [certs, coefexps, signatures, keys] = members.slice(1).map((list) => readArray(ledger, list, 'a list'));
  const lists = { certs, coefexps, signatures, keys } as Record<
    'certs' | 'coefexps' | 'signatures' | 'keys',
    unknown[]
  >;
  const size = lists.certs.length;
  const isWhole = Object.values(lists).every((list) => list.length === size);
  ledger.require('threshold_bad_shape', isWhole, 'the lists of the block have different lengths');
  const fits = threshold >= 1 && threshold <= size;
  ledger.require('threshold_bad_shape', fits, `there is no ${threshold} of ${size}`);

  const signers = lists.certs.map((item, index) => readCertificate(ledger, item, index + 1, { size, threshold }));
  const distinct = new Set(signers.map(pointText)).size === size;
  ledger.require('trustee_key_duplicate', distinct, 'two certificates hold the same signing key');
  const signerOf = (index: number) => signers[index] as Point;
  const commitments = lists.coefexps.map((item, index) =>
    readCommitments(ledger, item, signerOf(index), index + 1, threshold),
  );
  for (const [index, signature] of lists.signatures.entries()) {
    const points = (commitments[index] as Point[]).map(pointText);
    const message = `certs_sig|${JSON.stringify({ certs: lists.certs, coefexps: points })}`;
    checkSignature(ledger, message, signerOf(index), signature, `dealer ${index + 1} under all certificates`);
  }
  const shares = lists.keys.map((item, index) =>
    readShareKey(ledger, item, signerOf(index), commitments, index + 1, firstOwner + index),
  );
  const part = sum(commitments.map(([first]) => first as Point));
  return { kind: 'block', threshold, firstOwner, keys: shares, part };
}

/** A message object: its text as it was signed, and the signature. */
function readMessage(ledger: Ledger, value: unknown, where: string): { text: string; signature: unknown } {
  const [message, signature] = readObject(ledger, value, ['message', 'signature'], where);
  return { text: readText(ledger, message, where), signature };
}

function checkSignature(ledger: Ledger, message: string, signer: Point, signature: unknown, where: string): void {
  const proof = readProof(ledger, signature, `the signature of ${where}`);
  const holds = holdsFor(`sigmsg|${message}|`, signer, proof);
  ledger.require('threshold_bad_signature', holds, `the signature of ${where} does not verify`);
}

/** A certificate's signing key, once everything in the certificate was checked. */
function readCertificate(ledger: Ledger, value: unknown, index: number, { size, threshold }: Block): Point {
  const where = `certificate ${index}`;
  const { text, signature } = readMessage(ledger, value, where);
  const keys = ['context', 'verification', 'encryption'];
  const [context, verification, encryption] = readObject(ledger, readJson(ledger, text, where), keys, where);
  const contextKeys = ['group', 'size', 'threshold', 'index'];
  const [group, n, k, place] = readObject(ledger, context, contextKeys, `the context of ${where}`);
  ledger.require('not_canonical', group === 'Ed25519', `${where} is for the group ${group}`);
  const fits = n === size && k === threshold && place === index;
  ledger.require('threshold_bad_shape', fits, `${where} is for ${k} of ${n}, place ${place}`);
  const signer = readKey(ledger, verification, 'trustee_key_identity', `the signing key of ${where}`);
  readKey(ledger, encryption, 'trustee_key_identity', `the encryption key of ${where}`);
  checkSignature(ledger, text, signer, signature, where);
  return signer;
}

/** A dealer's commitments to the k coefficients of their polynomial. */
function readCommitments(ledger: Ledger, value: unknown, signer: Point, index: number, threshold: number): Point[] {
  const where = `the commitments of dealer ${index}`;
  const { text, signature } = readMessage(ledger, value, where);
  const [list] = readObject(ledger, readJson(ledger, text, where), ['coefexps'], where);
  const items = readArray(ledger, list, where);
  ledger.require('threshold_bad_shape', items.length === threshold, `${where} are ${items.length}, not ${threshold}`);
  const points = items.map((item, power) => readPoint(ledger, item, `coefficient ${power} of dealer ${index}`));
  checkSignature(ledger, text, signer, signature, where);
  return points;
}

/** Xⱼ, which must be Σ_d jᵈ·(Σᵢ A_{i,d}). */
function readShareKey(
  ledger: Ledger,
  value: unknown,
  signer: Point,
  commitments: readonly Point[][],
  place: number,
  owner: number,
): Point {
  const where = `trustee ${owner}`;
  const [pok, publicKey, signature] = readObject(ledger, value, ['pok', 'public_key', 'signature'], where);
  const key = readKey(ledger, publicKey, 'trustee_key_identity', `the key of ${where}`);
  checkHolder(ledger, key, pok, where);
  checkSignature(ledger, pointText(key), signer, signature, `${where} under its public key`);
  let expected = O;
  for (const dealer of commitments) {
    for (const [power, coefficient] of dealer.entries()) {
      expected = expected.add(times(BigInt(place) ** BigInt(power), coefficient));
    }
  }
  ledger.require('threshold_bad_key', key.equals(expected), `the key of ${where} does not follow from the dealings`);
  return key;
}
