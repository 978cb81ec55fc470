import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, localText } from './zoned-time';

const iso = (text: string, zone: string) => {
  const read = instantOf(text, zone);
  return read.ok ? read.instant.toISOString() : read.code;
};

describe('instantOf', () => {
  test('reads wall-clock time east and west of Greenwich, summer and winter', () => {
    expect(iso('2027-01-15T20:00', 'Europe/Lisbon')).toBe('2027-01-15T20:00:00.000Z');
    expect(iso('2027-07-15T20:00', 'Europe/Lisbon')).toBe('2027-07-15T19:00:00.000Z');
    expect(iso('2027-05-23T20:00', 'America/Sao_Paulo')).toBe('2027-05-23T23:00:00.000Z');
    expect(iso('2027-05-23T00:15', 'Asia/Kathmandu')).toBe('2027-05-22T18:30:00.000Z');
    expect(iso('2027-05-23T20:00', 'Pacific/Kiritimati')).toBe('2027-05-23T06:00:00.000Z');
  });

  test('names the hour that is skipped in spring and the one that comes twice in autumn', () => {
    expect(iso('2027-03-28T01:59', 'Europe/Warsaw')).toBe('2027-03-28T00:59:00.000Z');
    expect(iso('2027-03-28T02:30', 'Europe/Warsaw')).toBe('skipped');
    expect(iso('2027-03-28T03:00', 'Europe/Warsaw')).toBe('2027-03-28T01:00:00.000Z');
    expect(iso('2027-10-31T01:59', 'Europe/Warsaw')).toBe('2027-10-30T23:59:00.000Z');
    expect(iso('2027-10-31T02:30', 'Europe/Warsaw')).toBe('twice');
    expect(iso('2027-10-31T03:00', 'Europe/Warsaw')).toBe('2027-10-31T02:00:00.000Z');
    expect(iso('2027-10-03T02:15', 'Australia/Lord_Howe')).toBe('skipped'); // half an hour only
  });

  test('refuses what is no date and no time', () => {
    const bad = ['', 'tomorrow', '2027-02-30T10:00', '2027-05-23T24:00', '2027-05-23 20:00', '2027-05-23T20:00:00'];
    for (const text of bad) expect(iso(text, 'Europe/Lisbon')).toBe('unreadable');
  });

  test('undoes localText wherever the answer is unambiguous', () => {
    const zones = fc.constantFrom('Europe/Lisbon', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Tehran', 'UTC');
    const minutes = fc.integer({ min: Date.UTC(2000) / 60_000, max: Date.UTC(2060) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const instant = new Date(minute * 60_000);
        const read = instantOf(localText(instant, zone), zone);
        expect(read.ok ? read.instant : read.code).toEqual(read.ok ? instant : 'twice');
      }),
    );
  });
});
