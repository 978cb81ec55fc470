import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Leaf, leafText, type SignedHead } from './board';
import {
  type BoardBallot,
  type CompositionInput,
  composeBallots,
  compositionText,
  parseComposition,
  publishedReasons,
  SMALLEST_TOTAL,
} from './composition';

const hex = (name: string) => name.repeat(64).slice(0, 64);
const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const head: SignedHead = {
  size: 9,
  root: hex('0'),
  electionFingerprint: fingerprint,
  batch: '2027-03-15T20:00Z',
  signature: '0'.repeat(128),
};

const LOG: Leaf[] = [
  { kind: 'election', fingerprint, description: hex('d') },
  { kind: 'registration', credential: hex('a') },
  { kind: 'ballot', ballot: hex('1') },
  { kind: 'registration', credential: hex('b') },
  { kind: 'ballot', ballot: hex('2') },
  { kind: 'ballot', ballot: hex('3') },
  { kind: 'registration', credential: hex('c') },
  { kind: 'ballot', ballot: hex('4') },
  { kind: 'revocation', commitment: hex('e') },
  { kind: 'ballot', ballot: hex('5') },
  { kind: 'close', closedAt: '2027-03-15T20:00Z' },
];

function input(changes: Partial<CompositionInput> = {}): CompositionInput {
  const ballot = (credential: string, channel: BoardBallot['channel']): BoardBallot => ({
    credential: hex(credential),
    channel,
  });
  return {
    electionFingerprint: fingerprint,
    log: LOG.map(leafText),
    head,
    ballots: new Map([
      [hex('1'), ballot('a', 'web')],
      [hex('2'), ballot('b', 'web')],
      [hex('3'), ballot('a', 'web')],
      [hex('4'), ballot('c', 'booth')],
      [hex('5'), ballot('b', 'web')],
    ]),
    superseded: [{ key: hex('a'), reason: 'newer_key' }],
    slots: 3,
    ...changes,
  };
}

describe('composeBallots', () => {
  it('keeps all ballots of live keys in log order, revotes included, and leaves out those of superseded keys', () => {
    const composed = composeBallots(input());
    expect(composed.archiveBallots).toEqual([hex('2'), hex('4'), hex('5')]);
    expect(composed.leftOutBallots).toEqual([hex('1'), hex('3')]);
    expect(composed.credentials).toEqual([hex('b'), hex('c')]);
    expect(composed.composition).toMatchObject({
      supersededKeys: [hex('a')],
      leftOutLeaves: [2, 5],
      reasons: {},
      otherReasons: 1,
      counts: {
        slots: 3,
        credentials: 3,
        ballots: 5,
        superseded: 1,
        revoked: 1,
        counted: 2,
        channels: { web: 1, booth: 1, paper: 0 },
      },
    });
  });

  it('tells the reasons of many revocations', () => {
    const keys = Array.from({ length: 23 }, (_, i) => (i + 16).toString(16).padStart(64, '0'));
    const log: Leaf[] = keys.flatMap((key) => [
      { kind: 'ballot', ballot: key },
      { kind: 'revocation', commitment: key },
    ]);
    const { composition } = composeBallots(
      input({
        log: log.map(leafText),
        ballots: new Map(keys.map((key) => [key, { credential: key, channel: 'web' }])),
        superseded: keys.map((key, i) => ({ key, reason: i < 12 ? 'newer_key' : 'in_person' })),
      }),
    );
    expect(composition).toMatchObject({ reasons: { newer_key: 12, in_person: 11 }, otherReasons: 0 });
    expect(composition.counts).toMatchObject({ superseded: 23, revoked: 23, counted: 0, ballots: 23 });
  });

  it('passes over what is no leaf', () => {
    const log = [...LOG.map(leafText), 'no leaf', '{}'];
    expect(composeBallots(input({ log }))).toEqual(composeBallots(input()));
  });

  it('has one text, read strictly', () => {
    const { composition } = composeBallots(input());
    const text = compositionText(composition);
    expect(parseComposition(text)).toEqual({ ok: true, composition });
    expect(parseComposition(` ${text}`)).toMatchObject({ ok: false });
    expect(parseComposition('{')).toEqual({ ok: false, reason: 'not JSON' });
    expect(parseComposition(text.replace('"reasons":{}', '"reasons":{"newer_key":10}'))).toMatchObject({ ok: true });
    for (const wrong of ['"newer_key":9', '"Newer":10', '"newer_key ":10', '" newer_key":10', '"":10', '"a-b":10']) {
      expect(parseComposition(text.replace('"reasons":{}', `"reasons":{${wrong}}`)), wrong).toMatchObject({
        ok: false,
      });
    }
  });

  it.each<[string, Partial<CompositionInput>]>([
    ['a ballot that is not at hand', { ballots: new Map() }],
    ['a superseded key that never voted', { superseded: [{ key: hex('f'), reason: 'newer_key' }] }],
    ['a key that is superseded twice', { superseded: [...input().superseded, ...input().superseded] }],
    ['a revocation too few', { superseded: [...input().superseded, { key: hex('c'), reason: 'newer_key' }] }],
    ['a revocation too many', { superseded: [] }],
  ])('refuses %s', (_, changes) => {
    expect(() => composeBallots(input(changes))).toThrow(RangeError);
  });
});

describe('publishedReasons', () => {
  const repeat = (reason: string, times: number) => new Array<string>(times).fill(reason);

  it('shows totals from ten on', () => {
    expect(publishedReasons([])).toEqual({ reasons: {}, otherReasons: 0 });
    expect(publishedReasons(repeat('newer_key', 9))).toEqual({ reasons: {}, otherReasons: 9 });
    expect(publishedReasons(repeat('newer_key', 10))).toEqual({ reasons: { newer_key: 10 }, otherReasons: 0 });
  });

  it('hides a larger total too where the difference would tell a small one', () => {
    const both = [...repeat('newer_key', 40), ...repeat('in_person', 12), ...repeat('paper', 2)];
    expect(publishedReasons(both)).toEqual({ reasons: { newer_key: 40 }, otherReasons: 14 });
  });

  it('hides the smallest total first, whatever came first, and none more than it must', () => {
    const upwards = [...repeat('in_person', 12), ...repeat('newer_key', 40), ...repeat('paper', 2)];
    expect(publishedReasons(upwards)).toEqual({ reasons: { newer_key: 40 }, otherReasons: 14 });
    const enough = [...repeat('in_person', 12), ...repeat('a', 5), ...repeat('b', 5)];
    expect(publishedReasons(enough)).toEqual({ reasons: { in_person: 12 }, otherReasons: 10 });
  });

  it('never tells a number below ten, and always adds up', () => {
    const counts = fc.record({ a: fc.nat(30), b: fc.nat(30), c: fc.nat(30), d: fc.nat(30) });
    fc.assert(
      fc.property(counts, (totals) => {
        const all = Object.entries(totals).flatMap(([reason, times]) => repeat(reason, times));
        const { reasons, otherReasons } = publishedReasons(all);
        const shown = Object.values(reasons);
        expect(shown.every((total) => total >= SMALLEST_TOTAL)).toBe(true);
        expect(shown.reduce((sum, total) => sum + total, 0) + otherReasons).toBe(all.length);
        if (shown.length > 0) expect(otherReasons === 0 || otherReasons >= SMALLEST_TOTAL).toBe(true);
      }),
    );
  });
});
