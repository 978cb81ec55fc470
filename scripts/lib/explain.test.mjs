import { describe, expect, test } from 'vitest';
import { explain, nodeTooOld, portTaken, wordsFor } from './explain.mjs';

describe('explanations', () => {
  test.each([
    ['npm error code ECONNREFUSED', 'REGISTRY_UNREACHABLE'],
    ['npm error code ENOTFOUND\nnpm error network request failed', 'REGISTRY_UNREACHABLE'],
    [
      'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync',
      'LOCK_OUT_OF_STEP',
    ],
    ['npm error nospc ENOSPC: no space left on device, write', 'DISK_FULL'],
    ['initdb: error: could not create directory: Permission denied', 'NOT_ALLOWED'],
    [`P1001: Can't reach database server at 10.0.0.1:5432`, 'DATABASE_UNREACHABLE'],
    ['P1000: Authentication failed against database server', 'DATABASE_PASSWORD'],
    ['Error: P3009\nmigrate found failed migrations in the target database', 'MIGRATION_FAILED'],
    ['FATAL:  database files are incompatible with server', 'OTHER_VERSION'],
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'OUT_OF_MEMORY'],
    ['Type error: x is not a number', 'UNKNOWN'],
  ])('%s', (output, code) => {
    expect(explain(output, 'It failed.')).toMatchObject({ code });
  });

  test('show what is wrong, what the program said, and how to mend it', () => {
    const text = wordsFor(explain('ENOSPC', 'The build failed.'));
    expect(text).toMatch(/✗ The build failed\. The disk is full\.\n {4}ENOSPC\n {2}→ Free some space/);
  });

  test('name who holds a port', () => {
    const { message, mend } = portTaken(3000, { pid: 4711, command: 'node other.js' });
    expect(message).toContain('process 4711 (node other.js)');
    expect(mend).toContain('kill 4711');
    expect(portTaken(3000, null).message).toContain('another program');
  });

  test('refuse a Node that is too old', () => {
    expect(nodeTooOld('v18.20.4')?.message).toContain('20.19.0');
    expect(nodeTooOld('v20.18.9')).not.toBeNull();
    expect(nodeTooOld('v20.19.0')).toBeNull();
    expect(nodeTooOld('v24.1.0')).toBeNull();
  });
});
