/** Ballots encrypted in a real browser. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { draftElection } from '@/lib/protocol/testing/small-election';
import { findChromium } from '@/scripts/lib/chromium.mjs';

async function workerScript(): Promise<string> {
  const built = await build({
    entryPoints: ['bench/encrypt-worker.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
  });
  return built.outputFiles[0]?.text ?? '';
}

/** Serves the worker's script on this machine, since a worker needs an origin. */
async function serve(script: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer(({ url }, response) => {
    const isScript = url === '/worker.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Milliseconds for the first ballot of a fresh worker and the median of the others; null without a Chromium. */
export async function encryptionInBrowser(count: number): Promise<{ first: number; median: number } | null> {
  const found = findChromium();
  if (!found) return null;
  const { election, credentials } = draftElection('bench encryption', count);
  const { uuid, fingerprint, publicKey } = election;
  const { origin, close } = await serve(await workerScript());
  const browser = await chromium.launch({ executablePath: found.executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    const times = await page.evaluate(
      (request) =>
        new Promise<number[]>((resolve, reject) => {
          const worker = new Worker('/worker.js');
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(request);
        }),
      { election: { uuid, fingerprint, publicKey }, credentials },
    );
    const [first = 0, ...others] = times;
    return { first, median: others.sort((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0 };
  } finally {
    await browser.close();
    close();
  }
}
