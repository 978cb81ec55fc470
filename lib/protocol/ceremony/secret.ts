/**
 * What a trustee keeps from the first step on: one seed of 32 bytes. Signing key, encryption key and polynomial are
 * derived from it for one ceremony; the polynomial also for one list of certificates, so that whoever shows a trustee
 * another list, to have the same polynomial dealt to other people, gets a different one.
 */
import { G, modOrder, multiply, pointText } from '../../crypto/group';
import type { RandomBytes } from '../../crypto/random';
import { deriveBytes, deriveScalar } from '../../crypto/sealed-box';
import { fromHex, toHex } from '../hex';
import type { CeremonySetup } from './types';

const SEED_BYTES = 32;

export interface TrusteeSecret {
  readonly seed: Uint8Array;
}

export interface TrusteeKeys {
  readonly signing: bigint;
  readonly encryption: bigint;
  /** Point texts of the public halves. */
  readonly verification: string;
  readonly recipient: string;
}

export function makeSecret(random: RandomBytes): TrusteeSecret {
  const seed = random(SEED_BYTES);
  if (seed.length !== SEED_BYTES) throw new Error('random source returned a wrong number of bytes');
  return { seed };
}

/** 64 hexadecimal digits. */
export function secretText({ seed }: TrusteeSecret): string {
  return toHex(seed);
}

export function parseSecret(text: string): TrusteeSecret | null {
  const seed = fromHex(text, SEED_BYTES);
  return seed && { seed };
}

function label(setup: CeremonySetup, index: number, purpose: string): string {
  return `largo-trustee|${setup.id}|${setup.threshold}|${setup.size}|${index}|${purpose}`;
}

/** The keys of trustee `index`, from 1, in one ceremony. */
export function trusteeKeys(setup: CeremonySetup, index: number, { seed }: TrusteeSecret): TrusteeKeys {
  const signing = deriveScalar(seed, label(setup, index, 'signing'));
  const encryption = deriveScalar(seed, label(setup, index, 'encryption'));
  const text = (secret: bigint) => pointText(multiply(G, secret));
  return { signing, encryption, verification: text(signing), recipient: text(encryption) };
}

/** Coefficients a_0 … a_{k−1}, for one list of certificates (its SHA-256). */
export function polynomial(
  setup: CeremonySetup,
  index: number,
  { seed }: TrusteeSecret,
  certificates: string,
): bigint[] {
  return Array.from({ length: setup.threshold }, (_, d) =>
    deriveScalar(seed, label(setup, index, `polynomial|${certificates}|${d}`)),
  );
}

/** Σ_d a_d·j^d by Horner's rule. */
export function evaluate(coefficients: readonly bigint[], j: number): bigint {
  return coefficients.reduceRight((sum, coefficient) => modOrder(sum * BigInt(j) + coefficient), 0n);
}

/**
 * The source of the one nonce that must come out the same twice: the commitment is the hash of a signed text that is
 * shown only later. It depends on the seed and on all that is signed, so it never serves two texts (compare RFC 6979).
 */
export function repeatableNonce(
  setup: CeremonySetup,
  index: number,
  secret: TrusteeSecret,
  message: string,
): RandomBytes {
  return (length) => deriveBytes(secret.seed, label(setup, index, `nonce|${message}`), length);
}
