import { describe, expect, test } from 'vitest';
import {
  daysLeft,
  formatCount,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoney,
  formatMoneyInWords,
  formatShare,
  formatTime,
} from './format';

/** Writes no-break spaces as `_`, so that a test shows which spaces may break. */
const show = (text: string) => text.replaceAll('\u00a0', '_');
const reais = { currency: 'BRL', locale: 'en' };

describe('money', () => {
  test.each([
    [145_000_000n, 'en', 'R$_1,450,000'],
    [145_000_000n, 'pt-BR', 'R$_1.450.000'],
    [29_556n, 'en', 'R$_295.56'],
    [51_000n, 'en', 'R$_510'],
    [100_000n, 'en', 'R$_1,000'],
    [100_001n, 'en', 'R$_1,000.01'],
    [100_051n, 'pt-BR', 'R$_1.000,51'],
    [0n, 'en', 'R$_0'],
    [5n, 'en', 'R$_0.05'],
    [-29_556n, 'en', '-R$_295.56'],
  ])('%s minor units in %s', (minor, locale, text) => {
    expect(show(formatMoney(minor, { currency: 'BRL', locale }))).toBe(text);
  });

  test('payments keep their cents', () => {
    expect(show(formatMoney(145_000_000n, { ...reais, payment: true }))).toBe('R$_1,450,000.00');
  });

  test('amounts beyond the exact range of floats stay exact', () => {
    expect(show(formatMoney(9_007_199_254_740_993_00n, reais))).toBe('R$_9,007,199,254,740,993');
  });

  test('currencies without a minor unit, and a city that keeps none', () => {
    expect(show(formatMoney(1450n, { currency: 'JPY', locale: 'en' }))).toMatch(/_1,450$/);
    expect(show(formatMoney(1450n, { currency: 'PLN', locale: 'en', exponent: 0 }))).toBe('PLN_1,450');
  });

  test('digits are Latin in Arabic', () => {
    expect(formatMoney(145_000_000n, { currency: 'BRL', locale: 'ar' })).toContain('1,450,000');
  });

  test.each([
    [480_000_000n, 'en', 'R$_4.8_million'],
    [480_000_000n, 'pt-BR', 'R$_4,8_milhões'],
    [99_999_900n, 'en', 'R$_999,999'],
  ])('in words: %s in %s', (minor, locale, text) => {
    expect(show(formatMoneyInWords(minor, { currency: 'BRL', locale }))).toBe(text);
  });
});

describe('counts', () => {
  test.each([
    [9412, 'en', '9,412'],
    [9412n, 'pt-BR', '9.412'],
  ])('%s in %s', (count, locale, text) => expect(formatCount(count, locale)).toBe(text));

  test('shares have at most one decimal', () => {
    expect(formatShare(0.132_49, 'en')).toBe('13.2%');
    expect(formatShare(0.3, 'pt-BR')).toBe('30%');
  });
});

describe('dates', () => {
  const close = new Date('2027-05-23T23:00:00Z');
  const english = { locale: 'en', timeZone: 'America/Sao_Paulo' };
  const portuguese = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo' };

  test('are those of the city, not of the server', () => {
    expect(show(formatDateTime(close, english))).toBe('Sunday 23_May, 20:00');
    expect(show(formatDateTime(close, { locale: 'en', timeZone: 'Asia/Tokyo' }))).toBe('Monday 24_May, 08:00');
    expect(show(formatDateTime(close, portuguese))).toBe('domingo, 23_de maio, 20:00');
  });

  test('show the year where asked', () => {
    expect(show(formatDate(close, { ...english, year: true }))).toBe('Sunday 23_May 2027');
    expect(show(formatDay(close, { ...portuguese, year: true }))).toBe('23_de maio de 2027');
    expect(show(formatDay(close, english))).toBe('23_May');
  });

  test('midnight is 00:00', () => {
    expect(formatTime(new Date('2027-05-24T03:00:00Z'), english)).toBe('00:00');
  });

  test('days left are calendar days of the city', () => {
    const zone = 'America/Sao_Paulo';
    expect(daysLeft(new Date('2027-05-12T12:00:00Z'), close, zone)).toBe(11);
    expect(daysLeft(new Date('2027-05-23T03:00:00Z'), close, zone)).toBe(0);
    expect(daysLeft(new Date('2027-05-24T03:00:00Z'), close, zone)).toBe(-1);
  });
});
