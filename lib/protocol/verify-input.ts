/**
 * What mixers and trustees run before they touch a secret: the verifier of the public, on the running archive.
 * A ciphertext outside the prime-order subgroup, for one, would be recognisable behind an honest mixer.
 */
import { sha256Hex } from '../crypto/hash';
import type { RandomBytes } from '../crypto/random';
import type { ParsedArchive } from './archive';
import type { ArchiveReport, Progress } from './archive-report';
import type { CiphertextText } from './ciphertexts';
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
  /** Owner ids of the trustees who have opened already; their partial decryptions are not looked at. */
  readonly opened: readonly number[];
  /** SHA-256 of every shuffle record, 64 hex digits, in order. */
  readonly shuffles: readonly string[];
  /** The archive itself, to be held against the board. */
  readonly verified: VerifiedArchive;
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
  const verified = found as VerifiedArchive;
  const { archive: parsed, election, trustees } = verified;
  if (parsed.events.some(({ type }) => type === endsWith)) return { ok: false, code: 'too_late', report };
  return {
    ok: true,
    report,
    election,
    trustees,
    ciphertexts: currentList(parsed),
    mixers: report.facts.mixers,
    opened: parsed.events.flatMap((event) => (event.type === 'PartialDecryption' ? [event.owner] : [])),
    shuffles: parsed.events.flatMap((event) => (event.type === 'Shuffle' ? [sha256Hex(event.shuffle)] : [])),
    verified,
  };
}

/** The list after the last shuffle, or the tally, of an archive that has been verified. */
function currentList({ events }: ParsedArchive): CiphertextText[] {
  const last = events.findLast(({ type }) => type === 'Shuffle' || type === 'EncryptedTally');
  if (last?.type === 'Shuffle') return (JSON.parse(last.shuffle) as { ciphertexts: [CiphertextText[]] }).ciphertexts[0];
  if (last?.type === 'EncryptedTally') return (JSON.parse(last.tally) as [CiphertextText[]])[0];
  throw new Error('an archive without a tally was let pass');
}

/** Verifies an archive that ends with the encrypted tally or a shuffle, for the next mixer. */
export function verifyForMixing(archive: Uint8Array, options: InputOptions): Promise<InputVerdict> {
  return verifyInput(archive, options, 'shuffles', 'EndShuffles');
}

/** Verifies an archive in which the mixing has ended and the result is not yet out, for a trustee. */
export function verifyForOpening(archive: Uint8Array, options: InputOptions): Promise<InputVerdict> {
  return verifyInput(archive, options, 'mixed', 'Result');
}
