import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { choosePassphrase, readPassphrase, type Terminal } from './passphrase';

const GOOD = 'quatro largas pedras brancas';
const folder = mkdtempSync(path.join(tmpdir(), 'largo-passphrase-'));
afterAll(() => rmSync(folder, { recursive: true }));

function inFile(text: string): string {
  const file = path.join(folder, 'passphrase');
  writeFileSync(file, text);
  return file;
}

/** Somebody who types one line at each question; `shown` is all that stands on the screen. */
function typing(...lines: string[]): { terminal: Terminal; shown: () => string; modes: boolean[] } {
  const keys = new EventEmitter();
  const modes: boolean[] = [];
  let shown = '';
  const input = Object.assign(keys, {
    isTTY: true,
    setRawMode: (mode: boolean) => void modes.push(mode),
    resume: () => {
      const line = lines.shift();
      queueMicrotask(() => keys.emit('data', Buffer.from(line ?? '')));
    },
    pause: () => {},
  });
  const output = {
    write: (text: string) => {
      shown += text;
      return true;
    },
  };
  return { terminal: { input, output } as unknown as Terminal, shown: () => shown, modes };
}

describe('a typed passphrase', () => {
  it('is never shown, and may be corrected', async () => {
    const { terminal, shown, modes } = typing('quatrx\u007fo largas pedras brancas\r');
    expect(await readPassphrase(undefined, terminal)).toBe(GOOD);
    expect(shown()).toBe('Passphrase: \n');
    expect(modes).toEqual([true, false]);
  });

  it('is chosen by typing it twice', async () => {
    expect(await choosePassphrase(undefined, typing(`${GOOD}\n`, `${GOOD}\n`).terminal)).toBe(GOOD);
    await expect(choosePassphrase(undefined, typing(`${GOOD}\n`, 'another\n').terminal)).rejects.toThrow('differ');
  });

  it('can be broken off, and the terminal is as before', async () => {
    const { terminal, modes } = typing('quatro\u0003');
    await expect(readPassphrase(undefined, terminal)).rejects.toThrow('stopped');
    expect(modes).toEqual([true, false]);
  });

  it('needs a terminal', async () => {
    const { terminal } = typing();
    const piped = { ...terminal, input: Object.assign(terminal.input, { isTTY: false }) };
    await expect(readPassphrase(undefined, piped)).rejects.toThrow('give --passphrase-file');
    await expect(choosePassphrase(undefined, piped)).rejects.toThrow('give --passphrase-file');
  });
});

describe('a passphrase in a file', () => {
  it('ends before the line end', async () => {
    expect(await readPassphrase(inFile(`${GOOD}\r\n`))).toBe(GOOD);
    expect(await choosePassphrase(inFile(` ${GOOD} `))).toBe(` ${GOOD} `);
    await expect(readPassphrase(path.join(folder, 'none'))).rejects.toThrow('ENOENT');
  });

  it('must not be easy to guess where it is new', async () => {
    await expect(choosePassphrase(inFile('short'))).rejects.toThrow('12 characters');
    await expect(choosePassphrase(inFile('aaaaaaaaaaaaaaaaaaaa'))).rejects.toThrow('easy to guess');
    expect(await readPassphrase(inFile('short'))).toBe('short');
  });
});
