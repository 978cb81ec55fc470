import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, measure, readThemes, resolveColour } from './contrast.mjs';

const source = readFileSync(new URL('../app/tokens.css', import.meta.url), 'utf8');
const failing = (css) => measure(css).filter(({ ratio, least }) => ratio < least);

describe('contrast of the tokens', () => {
  test('is enough for every pair in every theme', () => {
    expect(failing(source)).toEqual([]);
    expect(new Set(measure(source).map(({ theme }) => theme))).toEqual(new Set(['light', 'dark', 'contrast']));
  });

  test('is found wanting where a token is weakened', () => {
    const weak = source.replace(/--ink-2: var\(--stone-600\)/, '--ink-2: var(--stone-400)');
    expect(weak).not.toBe(source);
    expect(failing(weak).map(({ theme, foreground }) => `${theme} ${foreground}`)).toContain('light ink-2');
  });

  test('cannot be measured for what is not a colour', () => {
    const { light } = readThemes(source);
    expect(() => resolveColour(light, 'shadow-1')).toThrow('not a colour');
    expect(() => resolveColour(light, 'nothing')).toThrow('not a colour');
  });

  test('of black on white is 21, of a colour on itself 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#2050a8', '#2050a8')).toBe(1);
  });
});
