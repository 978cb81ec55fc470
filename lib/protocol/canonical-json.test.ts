import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, compareUtf8, describeJsonFault, parseCanonicalJson } from './canonical-json';

describe('canonicalJson', () => {
  it('sorts keys by UTF-8 bytes and prints no blanks', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], ä: { z: 0, Z: -0 } })).toBe(
      '{"a":[true,null,"x"],"b":1,"ä":{"Z":0,"z":0}}',
    );
  });

  it('prints bigints as digits, beyond what a double holds', () => {
    expect(canonicalJson({ cost: 90071992547409931n, debt: -5n })).toBe('{"cost":90071992547409931,"debt":-5}');
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the number %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('refuses undefined members and half surrogate pairs', () => {
    expect(() => canonicalJson({ a: undefined } as never)).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
  });

  it.each([undefined, () => 1, Symbol('x')])('refuses what JSON has no form for: %s', (value) => {
    expect(() => canonicalJson(value as never)).toThrow(TypeError);
    expect(() => canonicalJson([value] as never)).toThrow(TypeError);
  });

  it('nests 32 deep and no deeper', () => {
    const list = (depth: number) => `${'['.repeat(depth + 1)}${']'.repeat(depth + 1)}`;
    const object = (depth: number) => `${'{"a":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    for (const nested of [list, object]) {
      expect(parseCanonicalJson(nested(32))).toMatchObject({ ok: true });
      expect(parseCanonicalJson(nested(33))).toEqual({ ok: false, reason: 'not_canonical' });
      expect(() => canonicalJson(JSON.parse(nested(33)))).toThrow(TypeError);
    }
  });

  it.each([
    ['', 'a'],
    ['a', 'aa'],
    ['a', 'b'],
    ['ab', 'b'],
    ['\ud7ff', '\ue000'],
    ['\uffff', '\u{10000}'],
    ['\ue000', '\u{10000}'],
    ['\uffff', '\u{10ffff}'],
    ['\u{10000}', '\u{10001}'],
    ['\u{103fe}', '\u{103ff}'],
  ])('puts %j before %j', (a, b) => {
    expect(compareUtf8(a, b)).toBeLessThan(0);
    expect(compareUtf8(b, a)).toBeGreaterThan(0);
    expect(compareUtf8(a, a)).toBe(0);
  });

  it('orders texts as their UTF-8 bytes are ordered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareUtf8(a, b))).toBe(expected);
      }),
    );
    expect(compareUtf8('\u{10000}', '\uffff')).toBeGreaterThan(0);
  });

  it('is read back as the same value and printed as the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }), (raw) => {
        const value = JSON.parse(
          JSON.stringify(raw, (_, item) => (typeof item === 'number' ? Math.trunc(item % 1e15) : item)),
        );
        const text = canonicalJson(value);
        expect(parseCanonicalJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });
});

describe('parseCanonicalJson', () => {
  it.each([
    ['repeated keys', '{"a":1,"a":1}'],
    ['blanks', '{"a": 1}'],
    ['unsorted keys', '{"b":1,"a":1}'],
    ['a fraction', '{"a":1.5}'],
    ['an exponent', '[1e3]'],
    ['a number beyond 2^53', '[9007199254740993]'],
    ['an escape that is not needed', '["\\u0041"]'],
    ['a line end', '[]\n'],
    ['too deep a nesting', `${'['.repeat(40)}${']'.repeat(40)}`],
  ])('refuses %s', (_, text) => {
    expect(parseCanonicalJson(text)).toEqual({ ok: false, reason: 'not_canonical' });
  });

  it('names what is not JSON', () => {
    expect(parseCanonicalJson('{"a":')).toEqual({ ok: false, reason: 'not_json' });
    expect(parseCanonicalJson('\ufeff[1]')).toEqual({ ok: false, reason: 'not_json' });
    expect(describeJsonFault('not_json')).not.toBe(describeJsonFault('not_canonical'));
  });
});
