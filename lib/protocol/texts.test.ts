import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { count, fingerprintText, firstIssue, hexText, minuteText, signatureText, toMinute } from './texts';

describe('short texts', () => {
  it('are minutes of UTC that exist', () => {
    expect(toMinute(new Date('2027-03-01T08:00:59.999Z'))).toBe('2027-03-01T08:00Z');
    expect(minuteText.safeParse('2028-02-29T23:59Z').success).toBe(true);
    for (const wrong of ['2027-02-29T08:00Z', '2027-03-01T24:00Z', '2027-03-01T08:00', '+012027-03-01T08:00Z', '0']) {
      expect(minuteText.safeParse(wrong).success, wrong).toBe(false);
    }
  });

  it('are fingerprints with exactly 256 bits', () => {
    const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
    expect(fingerprintText.safeParse(fingerprint).success).toBe(true);
    // The last of 43 letters carries two bits less: x would say more than a hash can.
    expect(fingerprintText.safeParse(`${fingerprint.slice(0, -1)}x`).success).toBe(false);
    for (const wrong of [
      `${fingerprint}=`,
      `A${fingerprint}`,
      fingerprint.slice(1),
      '',
      `${fingerprint.slice(0, -1)}!`,
    ]) {
      expect(fingerprintText.safeParse(wrong).success, wrong).toBe(false);
    }
  });

  it.each([
    ['hashes and points', hexText, 64],
    ['signatures', signatureText, 128],
  ])('are %s in lower-case hexadecimal digits of one length', (_, schema, digits) => {
    const good = '0123456789abcdef'.repeat(digits / 16);
    expect(schema.safeParse(good).success).toBe(true);
    for (const wrong of [
      `${good}0`,
      `0${good}`,
      good.slice(1),
      '',
      good.toUpperCase(),
      'g'.repeat(digits),
      `${good}\n`,
    ]) {
      expect(schema.safeParse(wrong).success, wrong).toBe(false);
    }
  });

  it('are counts from 0 on', () => {
    expect(count.safeParse(0).success).toBe(true);
    for (const wrong of [-1, 0.5, '1', Number.NaN]) expect(count.safeParse(wrong).success, String(wrong)).toBe(false);
  });

  it('say where a value is wrong', () => {
    const schema = z.strictObject({ list: z.array(z.literal(1, 'not one')) });
    expect(firstIssue(schema.safeParse({ list: [1, 2] }).error as z.ZodError)).toBe('list.1: not one');
    expect(firstIssue(z.literal(1, 'not one').safeParse(2).error as z.ZodError)).toBe('not one');
    expect(firstIssue(new z.ZodError([]))).toBe('invalid');
  });
});
