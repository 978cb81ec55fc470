/**
 * The text on a trustee's recovery sheet: a secret of 32 bytes for paper and fingers.
 *
 * Twelve groups of six letters of the alphabet of printed codes. Five letters of each group are data, the sixth checks
 * the group in its place, so that a slip is found where it is. The data are 300 bits: a byte for the kind of secret, the
 * 32 bytes, and 36 bits of SHA-256 over both, which refuse what the letters let pass.
 */
import { ORDER, parseScalar } from '../crypto/group';
import { sha256Hex } from '../crypto/hash';
import { CODE_LETTERS, checksumLetter, hasChecksum, lettersOf } from './code-alphabet';
import { fromHex } from './hex';

/** `key`: a private key, a decimal number. `seed`: the seed of a ceremony, 64 hexadecimal digits. */
const SECRET_KINDS = ['key', 'seed'] as const;

export interface Secret {
  readonly kind: (typeof SECRET_KINDS)[number];
  readonly secret: string;
}

export type RecoveryError =
  | { code: 'foreign_letters' }
  /** `groups` is how many there are, counting a last one that is not whole. */
  | { code: 'wrong_length'; groups: number }
  /** Numbers of the groups that hold a slip, from 1. */
  | { code: 'wrong_groups'; groups: number[] }
  | { code: 'wrong_checksum' };

const GROUPS = 12;
const DATA_LETTERS = 5;
const GROUP_LETTERS = DATA_LETTERS + 1;
const SECRET_DIGITS = 64;
const CHECK_DIGITS = 9;

const KIND_DIGITS = { key: '01', seed: '02' } as const;

function checkDigits(digits: string): string {
  return sha256Hex(`largo-recovery|${digits}`).slice(0, CHECK_DIGITS);
}

/** The place is part of what the sixth letter checks. */
function inPlace(group: string, place: number): string {
  return (CODE_LETTERS[place] as string) + group;
}

function digitsOf({ kind, secret }: Secret): string {
  const scalar = kind === 'key' ? parseScalar(secret) : null;
  const digits = kind === 'key' ? scalar?.toString(16).padStart(SECRET_DIGITS, '0') : secret;
  if (digits === undefined || !fromHex(digits, SECRET_DIGITS / 2)) throw new RangeError(`not a ${kind}`);
  return KIND_DIGITS[kind] + digits;
}

/** Twelve groups with hyphens between them. @throws RangeError for what is not a secret of its kind. */
export function recoveryText(secret: Secret): string {
  const digits = digitsOf(secret);
  let number = BigInt(`0x${digits}${checkDigits(digits)}`);
  let letters = '';
  for (let i = 0; i < GROUPS * DATA_LETTERS; i++) {
    letters = CODE_LETTERS[Number(number % 32n)] + letters;
    number /= 32n;
  }
  return Array.from({ length: GROUPS }, (_, place) => {
    const group = letters.slice(place * DATA_LETTERS, (place + 1) * DATA_LETTERS);
    return group + checksumLetter(inPlace(group, place));
  }).join('-');
}

function readDigits(letters: string): Secret | null {
  const number = [...letters].reduce((sum, letter) => 32n * sum + BigInt(CODE_LETTERS.indexOf(letter)), 0n);
  const all = number.toString(16).padStart(2 + SECRET_DIGITS + CHECK_DIGITS, '0');
  const digits = all.slice(0, -CHECK_DIGITS);
  if (all.slice(-CHECK_DIGITS) !== checkDigits(digits)) return null;
  const kind = SECRET_KINDS.find((known) => KIND_DIGITS[known] === digits.slice(0, 2));
  const secret = digits.slice(2);
  if (kind === 'seed') return { kind, secret };
  const scalar = BigInt(`0x${secret}`);
  return kind === 'key' && scalar > 0n && scalar < ORDER ? { kind, secret: scalar.toString() } : null;
}

/** Reads what was typed from a sheet: any case, blanks and hyphens anywhere, look-alikes; says where a slip is. */
export function parseRecovery(input: string): { ok: true; secret: Secret } | { ok: false; error: RecoveryError } {
  const letters = input.length > 1000 ? null : lettersOf(input);
  if (letters === null) return { ok: false, error: { code: 'foreign_letters' } };
  const groups = letters.match(new RegExp(`.{1,${GROUP_LETTERS}}`, 'g')) ?? [];
  if (letters.length !== GROUPS * GROUP_LETTERS) {
    return { ok: false, error: { code: 'wrong_length', groups: groups.length } };
  }
  const wrong = groups.flatMap((group, place) => (hasChecksum(inPlace(group, place)) ? [] : [place + 1]));
  if (wrong.length > 0) return { ok: false, error: { code: 'wrong_groups', groups: wrong } };
  const secret = readDigits(groups.map((group) => group.slice(0, DATA_LETTERS)).join(''));
  return secret ? { ok: true, secret } : { ok: false, error: { code: 'wrong_checksum' } };
}
