import { describe, expect, test } from 'vitest';
import { appearanceScript, storageKeys, systemTheme } from './appearance';

/** Runs the script of the head in a stand-in browser; returns the data attributes that it set on the root. */
function run(stored: Record<string, string> | 'forbidden', queries: string[] = []) {
  const dataset: Record<string, string> = {};
  const localStorage = {
    getItem(key: string) {
      if (stored === 'forbidden') throw new Error('storage is forbidden');
      return stored[key] ?? null;
    },
  };
  const matchMedia = (query: string) => ({ matches: queries.includes(query) });
  new Function('document', 'localStorage', 'matchMedia', appearanceScript)(
    { documentElement: { dataset } },
    localStorage,
    matchMedia,
  );
  return dataset;
}

const dark = '(prefers-color-scheme: dark)';
const strong = '(prefers-contrast: more)';

describe('the appearance set before the first paint', () => {
  test('is the saved one', () => {
    expect(run({ [storageKeys.theme]: 'contrast', [storageKeys.textSize]: '3' }, [dark])).toEqual({
      theme: 'contrast',
      textSize: '3',
      script: '',
    });
  });

  test.each([
    [[], 'light'],
    [[dark], 'dark'],
    [[dark, strong], 'contrast'],
  ])('follows the device that asks for %j', (queries, theme) => {
    expect(run({}, queries)).toEqual({ theme, script: '' });
    expect(systemTheme((query) => (queries as string[]).includes(query))).toBe(theme);
  });

  test('survives forbidden storage and values that nobody offered', () => {
    expect(run('forbidden', [dark]).theme).toBe('dark');
    expect(run({ [storageKeys.theme]: 'x"><script>', [storageKeys.textSize]: '9' })).toEqual({
      theme: 'light',
      script: '',
    });
  });
});
