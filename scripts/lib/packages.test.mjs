import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hashFiles } from './hash-files.mjs';
import { missingPackages } from './packages.mjs';

const root = mkdtempSync(path.join(tmpdir(), 'largo-test-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (file, value) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), JSON.stringify(value));
};

describe('packages', () => {
  test('are missing when absent, of another version, or removed by hand; optional ones are another machine’s', () => {
    const zod = { 'node_modules/zod': { version: '4.6.7' } };
    write('package-lock.json', {
      packages: { '': {}, ...zod, 'node_modules/darwin': { version: '1.0.0', optional: true } },
    });
    expect(missingPackages(root)).toEqual(['node_modules/zod']);
    write('node_modules/.package-lock.json', { packages: zod });
    expect(missingPackages(root)).toEqual(['node_modules/zod']);
    write('node_modules/zod/package.json', {});
    expect(missingPackages(root)).toEqual([]);
    write('node_modules/.package-lock.json', { packages: { 'node_modules/zod': { version: '4.6.6' } } });
    expect(missingPackages(root)).toEqual(['node_modules/zod']);
  });
});

describe('hash of files', () => {
  test('changes with content and names, not with what is left out', () => {
    write('app/page.ts', 1);
    const before = hashFiles(root, ['app', 'absent']);
    write('app/page.test.ts', 1);
    expect(hashFiles(root, ['app'], (file) => file.endsWith('.test.ts'))).toBe(before);
    expect(hashFiles(root, ['app'])).not.toBe(before);
    write('app/page.ts', 2);
    expect(hashFiles(root, ['app'], (file) => file.endsWith('.test.ts'))).not.toBe(before);
  });
});
