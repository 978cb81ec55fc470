import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { CODE_LETTERS, checksumLetter, hasChecksum } from './code-alphabet';
import {
  challengeMessage,
  credentialMessage,
  deriveRegistrationKey,
  generateCode,
  normaliseCode,
  possessionMessage,
  signInMessage,
  signMessage,
  verifyMessage,
} from './registration';

const random = seededRandom('registration');
const letter = fc.nat(31).map((i) => CODE_LETTERS[i] as string);
const body = fc.array(letter, { minLength: 23, maxLength: 23 }).map((letters) => letters.join(''));

describe('voting codes', () => {
  it('are six groups of four letters of the alphabet', () => {
    for (let i = 0; i < 50; i++) {
      const code = generateCode(random);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(normaliseCode(code)).toBe(code);
    }
  });

  it('have a known checksum', () => {
    expect(checksumLetter('00000000000000000000000')).toBe('0');
    // The last letter before the checksum stands for x: 1·x = 2, G = 16 → 16·x = x^5 = x^2 + 1 = 5.
    expect(checksumLetter('00000000000000000000001')).toBe('2');
    expect(checksumLetter('0000000000000000000000G')).toBe('5');
  });

  it('tolerate case, blanks, dashes, full-width forms and look-alikes', () => {
    const code = `${'0001-VVVV-1100-ABCD-EFGH-JKM'}${checksumLetter('0001VVVV1100ABCDEFGHJKM')}`;
    const last = code.slice(-1);
    expect(normaliseCode(` oOoi uuvv–lI0O abcd\tefgh — jkm${last.toLowerCase()}\n`)).toBe(code);
    expect(normaliseCode(code.replaceAll('A', 'Ａ'))).toBe(code);
    expect(normaliseCode(code.replaceAll('-', ''))).toBe(code);
  });

  it('are refused with another length, foreign signs or nothing', () => {
    const code = generateCode(random);
    for (const wrong of [
      '',
      code.slice(0, -1),
      `${code}0`,
      code.replace('-', '!'),
      `${code}é`,
      'x'.repeat(10_000),
      '𝟘'.repeat(24).slice(1),
    ]) {
      expect(normaliseCode(wrong), wrong).toBeNull();
    }
  });

  it('are looked for in short texts only', () => {
    const code = generateCode(random);
    expect(normaliseCode(code.padEnd(96))).toBe(code);
    expect(normaliseCode(code.padEnd(97))).toBeNull();
  });

  it('notice every single wrong letter', () => {
    fc.assert(
      fc.property(body, fc.nat(23), letter, (letters, at, other) => {
        const sound = letters + checksumLetter(letters);
        const slipped = sound.slice(0, at) + other + sound.slice(at + 1);
        expect(hasChecksum(slipped)).toBe(slipped === sound);
      }),
      { numRuns: 2000 },
    );
  });

  it('notice every exchange of two letters', () => {
    fc.assert(
      fc.property(body, fc.nat(23), fc.nat(23), (letters, a, b) => {
        const sound = letters + checksumLetter(letters);
        const swapped = Array.from(sound, (sign, i) => (i === a ? sound[b] : i === b ? sound[a] : sign)).join('');
        expect(hasChecksum(swapped)).toBe(swapped === sound);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('deriveRegistrationKey', () => {
  it('has a known answer that a shell can redo', () => {
    // printf 'derive_registration|round-2027|0|0000-0000-0000-0000-0000-0012' | sha256sum, then |1|, both as one number mod the order.
    const { secret, publicKey } = deriveRegistrationKey('round-2027', '0000-0000-0000-0000-0000-0012');
    expect(secret.toString()).toBe('6175200552239853481196952787038864837715645814232635293162095517902573224639');
    expect(publicKey).toBe('9db2c2eb4561356ecc8eef7d67de7f4a0d4f1244deb71ab76987bc285daed9e3');
  });

  it('differs between rounds and refuses what is not normalised', () => {
    const code = generateCode(random);
    expect(deriveRegistrationKey('a', code).publicKey).not.toBe(deriveRegistrationKey('b', code).publicKey);
    expect(() => deriveRegistrationKey('a', code.toLowerCase())).toThrow(RangeError);
    expect(() => deriveRegistrationKey('a|b', code)).toThrow(RangeError);
  });
});

describe('signatures', () => {
  const key = deriveRegistrationKey('round', generateCode(random));
  const text = signInMessage('round', key.publicKey, 'nonce-1');
  const signature = signMessage(key.secret, text, random);

  it('verify for their message and key only', () => {
    const other = deriveRegistrationKey('round', generateCode(random));
    expect(verifyMessage(key.publicKey, text, signature)).toBe(true);
    expect(verifyMessage(key.publicKey, `${text} `, signature)).toBe(false);
    expect(verifyMessage(other.publicKey, text, signature)).toBe(false);
    expect(verifyMessage(key.publicKey, credentialMessage('round', key.publicKey), signature)).toBe(false);
  });

  it('are refused in every other shape', () => {
    const identity = '0000000000000000000000000000000000000000000000000000000000000001';
    const { challenge, response } = JSON.parse(signature) as { challenge: string; response: string };
    for (const wrong of [
      '',
      '{}',
      'null',
      signature.replace(':', ': '),
      `${signature} `,
      `${signature}${signature}`,
      ` ${signature}`,
      `x${signature}`,
      JSON.stringify({ response, challenge }),
      JSON.stringify({ challenge: `0${challenge}`, response }),
      JSON.stringify({ challenge, response, more: 1 }),
      JSON.stringify({ challenge, response: `${BigInt(response) + 1n}` }),
    ]) {
      expect(verifyMessage(key.publicKey, text, wrong), wrong).toBe(false);
    }
    expect(verifyMessage(identity, text, signMessage(0n, text, random))).toBe(false);
    expect(verifyMessage('nonsense', text, signature)).toBe(false);
  });
});

describe('messages', () => {
  it('name their purpose and never run into one another', () => {
    expect(signInMessage('r', 'ab', 'n')).toBe('largo|sign-in|r|ab|n');
    expect(credentialMessage('u', 'cd')).toBe('largo|credential|u|cd');
    expect(challengeMessage('u', 'ef')).toBe('largo|challenge|u|ef');
    expect(possessionMessage('u', 'vouched')).toBe('largo|possession|u|vouched');
    expect(() => credentialMessage('u|x', 'cd')).toThrow(RangeError);
    expect(() => possessionMessage('', 'vouched')).toThrow(RangeError);
  });
});
