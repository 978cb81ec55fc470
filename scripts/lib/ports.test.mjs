import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { choosePort, isPortFree, whoListens } from './ports.mjs';

const server = net.createServer();
let taken;

beforeAll(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  taken = server.address().port;
});
afterAll(() => server.close());

describe('ports', () => {
  test('a port that somebody listens on is not free', async () => {
    expect(await isPortFree(taken, '127.0.0.1')).toBe(false);
  });

  test('another port is chosen instead of a taken or a refused one', async () => {
    const first = await choosePort(taken);
    expect(first).toBeGreaterThan(taken);
    expect(await isPortFree(first, '127.0.0.1')).toBe(true);
    expect(await choosePort(taken, new Set([first]))).toBeGreaterThan(first);
  });

  test('the process that holds a port is named', () => {
    expect(whoListens(taken)).toMatchObject({ pid: process.pid });
  });

  test('nobody is named for a port that is free', async () => {
    expect(whoListens(await choosePort(taken))).toBeNull();
  });
});
