import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { commandLine, endProcess, identify, isAlive, isSameAlive } from './processes.mjs';

const startSleeper = (body) => spawn(process.execPath, ['-e', body], { stdio: ['ignore', 'pipe', 'ignore'] });

describe('processes', () => {
  test('a process is known by more than its number', () => {
    const self = identify(process.pid);
    expect(isSameAlive(self)).toBe(true);
    expect(isSameAlive({ ...self, started: 'another time' })).toBe(false);
    expect(isSameAlive(null)).toBe(false);
  });

  test('the words of a command are readable', () => {
    expect(commandLine(process.pid)).toContain('node');
  });

  test('a process that ends when asked is gone', async () => {
    const child = startSleeper('setInterval(() => {}, 1000); console.log(1)');
    await once(child.stdout, 'data');
    expect(await endProcess(child.pid)).toBe(true);
    expect(isAlive(child.pid)).toBe(false);
  });

  test('a process that refuses to end is forced', async () => {
    const child = startSleeper(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(1)`);
    await once(child.stdout, 'data');
    expect(await endProcess(child.pid, { timeoutMs: 200 })).toBe(true);
    expect(isAlive(child.pid)).toBe(false);
  });
});
