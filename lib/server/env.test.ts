import { describe, expect, test } from 'vitest';
import { checkEnvironment } from './env';

const good = {
  DATABASE_URL: 'postgresql://largo:pw@db/largo',
  NEXTAUTH_URL: 'https://largo.example',
  NEXTAUTH_SECRET: '4b1f0c5ae1f94b0f8c0de1a2b3c4d5e6',
  BOARD_SIGNING_KEY: '4b1f0c5ae1f94b0f8c0de1a2b3c4d5e64b1f0c5ae1f94b0f8c0de1a2b3c4d5e6',
  SMTP_URL: 'smtps://mail.example:465',
  MAIL_FROM: 'Largo <largo@example.org>',
};

describe('environment', () => {
  test('accepts a complete production environment', () => {
    expect(checkEnvironment(good)).toMatchObject({ ok: true, value: { LARGO_MODE: 'production', TRUSTED_PROXIES: 0 } });
  });

  test('names every missing variable at once, empty ones included', () => {
    expect(checkEnvironment({ MAIL_FROM: '' })).toEqual({
      ok: false,
      missing: ['DATABASE_URL', 'NEXTAUTH_URL', 'NEXTAUTH_SECRET', 'BOARD_SIGNING_KEY', 'SMTP_URL', 'MAIL_FROM'],
      invalid: [],
    });
  });

  test('refuses secrets that nobody drew at random', () => {
    const weak = { ...good, NEXTAUTH_SECRET: 'changeme', BOARD_SIGNING_KEY: '0'.repeat(64) };
    const check = checkEnvironment(weak);
    expect(check.ok).toBe(false);
    expect(!check.ok && [...new Set(check.invalid.map((i) => i.name))]).toEqual([
      'NEXTAUTH_SECRET',
      'BOARD_SIGNING_KEY',
    ]);
  });

  test('reads witnesses by name and key, and refuses half a list', () => {
    const [one, two] = ['a1'.repeat(32), 'b2'.repeat(32)];
    const witnesses = (text: string) => {
      const check = checkEnvironment({ ...good, BOARD_WITNESSES: text });
      return check.ok ? check.value.BOARD_WITNESSES : check.invalid.map(({ name }) => name);
    };
    expect(witnesses('')).toEqual([]);
    expect(witnesses(`Folha = ${one}; A=B=${two};`)).toEqual([
      { name: 'Folha', publicKey: one },
      { name: 'A=B', publicKey: two },
    ]);
    for (const wrong of ['Folha', `=${one}`, `Folha=${one.slice(1)}`, `Folha=${one};Folha 2=${one}`]) {
      expect(witnesses(wrong), wrong).toEqual(['BOARD_WITNESSES']);
    }
  });

  test('asks for no mail server in demo mode', () => {
    const { SMTP_URL, MAIL_FROM, ...rest } = good;
    expect(SMTP_URL && MAIL_FROM).toBeTruthy();
    expect(checkEnvironment({ ...rest, LARGO_MODE: 'demo' }).ok).toBe(true);
    expect(checkEnvironment(rest).ok).toBe(false);
  });
});
