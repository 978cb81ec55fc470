import { describe, expect, test } from 'vitest';
import { currentEntry } from './current-entry';

const items = ['/', '/admin', '/admin/rounds'].map((href) => ({ href, label: href }));

describe('the current entry of a navigation', () => {
  test.each([
    ['/', '/'],
    ['/admin', '/admin'],
    ['/admin/rounds', '/admin/rounds'],
    ['/admin/rounds/2027', '/admin/rounds'],
    ['/admin/audit', '/admin'],
    ['/administration', null],
    ['/results', null],
  ])('on %s is %s', (path, entry) => expect(currentEntry(path, items)).toBe(entry));
});
