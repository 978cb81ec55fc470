/**
 * What mixers and trustees run before they touch a secret: the verifier of the public, on the running archive.
 * A ciphertext outside the prime-order subgroup, for one, would be recognisable behind an honest mixer.
 */
import type { RandomBytes } from '../crypto/random';
import type { ArchiveReport, Progress } from './archive-report';
import { type CiphertextText, ciphertextTexts } from './ciphertexts';
import type { ParsedElection } from './election';
import type { ParsedTrustees } from './trustees';
import { runVerification, type VerifiedArchive } from './verify-archive';

export interface VerifiedInput {
  readonly election: ParsedElection;
  readonly trustees: ParsedTrustees;
  /** The list to shuffle or to decrypt. */
  readonly ciphertexts: CiphertextText[];
  /** Owner ids of the shuffles so far. */
  readonly mixers: readonly number[];
}

export type InputVerdict =
  | ({ ok: true; report: ArchiveReport } & VerifiedInput)
  /** `too_late`: the archive is sound, but the mixing is over, or the result is out. */
  | { ok: false; code: 'refused' | 'too_late'; report: ArchiveReport };

interface InputOptions {
  readonly random: RandomBytes;
  readonly onProgress?: Progress | undefined;
}

async function verifyInput(
  archive: Uint8Array,
  options: InputOptions,
  upTo: 'shuffles' | 'mixed',
  endsWith: 'EndShuffles' | 'Result',
): Promise<InputVerdict> {
  const { random, onProgress } = options;
  const { report, found } = await runVerification(archive, { random, upTo, ...(onProgress ? { onProgress } : {}) });
  if (!report.ok) return { ok: false, code: 'refused', report };
  const { archive: parsed, election, trustees, ciphertexts } = found as VerifiedArchive;
  if (parsed.events.some(({ type }) => type === endsWith)) return { ok: false, code: 'too_late', report };
  return {
    ok: true,
    report,
    election,
    trustees,
    ciphertexts: ciphertextTexts(ciphertexts),
    mixers: report.facts.mixers,
  };
}

/** Verifies an archive that ends with the encrypted tally or a shuffle, for the next mixer. */
export function verifyForMixing(archive: Uint8Array, options: InputOptions): Promise<InputVerdict> {
  return verifyInput(archive, options, 'shuffles', 'EndShuffles');
}

/** Verifies an archive in which the mixing has ended and the result is not yet out, for a trustee. */
export function verifyForOpening(archive: Uint8Array, options: InputOptions): Promise<InputVerdict> {
  return verifyInput(archive, options, 'mixed', 'Result');
}
