import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { Guard } from './support/guard';
import { codeOf, RIBEIRA, signInWithCode } from './support/residents';
import { expect, test } from './support/test';

/** A site of somebody else on this machine; it counts who comes. */
async function strangersSite() {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { address, visits: () => visits, close: () => server.close() };
}

/** A page outside the watch of this test, with a guard of its own that may be set off. */
async function decoy(browser: Browser, baseURL: string | undefined): Promise<{ page: Page; alarm: Guard }> {
  const context = await browser.newContext({ baseURL: baseURL as string });
  const alarm = new Guard(new URL(baseURL as string).origin);
  alarm.watch(context);
  return { page: await context.newPage(), alarm };
}

const ask = (address: string) =>
  fetch(address).then(
    () => 'answered',
    (error: Error) => error.name,
  );

/** The directive of the policy that refuses this request, told by the page or worker that makes it. */
const refusalOf = async (address: string) => {
  const refused = new Promise<string>((resolve) => {
    addEventListener('securitypolicyviolation', (event) =>
      resolve((event as SecurityPolicyViolationEvent).effectiveDirective),
    );
  });
  return Promise.race([
    fetch(address).then(
      () => 'answered',
      () => refused,
    ),
    refused,
  ]);
};

test('a page that asks another origin is refused by its policy, and the guard sees it', async ({
  browser,
  baseURL,
}) => {
  const stranger = await strangersSite();
  const { page, alarm } = await decoy(browser, baseURL);
  await page.goto('/en');
  expect(alarm.faults).toEqual([]);
  expect(await page.evaluate(refusalOf, stranger.address)).toBe('connect-src');
  expect(await page.evaluate(refusalOf, 'https://stranger.example/')).toBe('connect-src');
  await expect.poll(() => alarm.faults.join('\n')).toContain('Content Security Policy');
  expect(stranger.visits()).toBe(0);
  stranger.close();
  await page.context().close();
});

test('the worker that encrypts can reach nothing but this site', async ({ browser, baseURL, guard }) => {
  const stranger = await strangersSite();
  const { page, alarm } = await decoy(browser, baseURL);
  const started = page.waitForEvent('worker');
  await signInWithCode(page, guard, codeOf('joel'));
  const worker = await started;
  expect(worker.url()).toContain('/_next/static/');
  expect(await worker.evaluate(ask, `${baseURL}/api/health`)).toBe('answered');
  expect(await worker.evaluate(refusalOf, stranger.address)).toBe('connect-src');
  expect(await worker.evaluate(refusalOf, 'https://stranger.example/')).toBe('connect-src');
  expect(
    await worker.evaluate(
      (address) =>
        import(address).then(
          () => 'answered',
          () => 'refused',
        ),
      stranger.address,
    ),
  ).toBe('refused');
  expect(stranger.visits()).toBe(0);
  const elsewhere = alarm.requests.filter((request) => !request.url().startsWith(`${baseURL}/`));
  expect(elsewhere.map((request) => request.failure()?.errorText)).toEqual(elsewhere.map(() => 'csp'));
  stranger.close();
  await page.context().close();
});

test('the guard sees what pages and workers send where no policy forbids it', async ({ browser, baseURL, outside }) => {
  const { page, alarm } = await decoy(browser, baseURL);
  await page.route('**/open-door', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
  await page.route('**/open-worker.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'onmessage = () => undefined' }),
  );
  await page.goto('/open-door');
  const started = page.waitForEvent('worker');
  await page.evaluate(() => void new Worker('/open-worker.js'));
  const worker = await started;
  const before = outside.asked.length;
  await worker.evaluate(ask, 'http://stranger.example/from-the-worker');
  await page.evaluate(ask, 'http://stranger.example/from-the-page');
  expect(alarm.faults.join('\n')).toContain('GET http://stranger.example/from-the-worker');
  expect(alarm.faults.join('\n')).toContain('GET http://stranger.example/from-the-page');
  // And nothing got out: the way to any other address ends in the proxy. What was provoked here is struck off its list.
  expect(outside.asked.splice(before)).toEqual([
    'GET http://stranger.example/from-the-worker',
    'GET http://stranger.example/from-the-page',
  ]);
  await page.context().close();
});

test('the guard sees a secret in an address, a header or a body', async ({ browser, baseURL }) => {
  const { page, alarm } = await decoy(browser, baseURL);
  alarm.keepSecret('AB12-çedilha');
  await page.goto('/en');
  expect(alarm.faults).toEqual([]);
  await page.evaluate(() => fetch('/api/health?q=ab12%C3%A7edilha'));
  await page.evaluate(() => fetch('/api/health', { headers: { 'x-told': encodeURIComponent('AB12-ÇEDILHA') } }));
  await page.evaluate(() => fetch('/api/health', { method: 'POST', body: '{"told":"ab12-çedilha"}' }));
  expect(alarm.faults.filter((fault) => fault.startsWith('a secret left the device'))).toHaveLength(3);
  await page.context().close();
});

test('the guard lets a secret stand behind the # of an address, which no server gets to see, and nowhere else', async ({
  browser,
}) => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(JSON.stringify([request.url, request.headers]));
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><link rel="icon" href="data:,">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext();
  const alarm = new Guard(origin);
  alarm.watch(context);
  alarm.keepSecret('opening-of-a-ballot');
  const page = await context.newPage();
  await page.goto(`${origin}/test/ribeira#opening-of-a-ballot`);
  await page.evaluate(() => fetch(location.href));
  expect(alarm.requests.length).toBeGreaterThan(1);
  expect(alarm.faults).toEqual([]);
  expect(seen.join()).not.toContain('opening');
  await page.goto(`${origin}/test/ribeira?opening-of-a-ballot`);
  await expect.poll(() => alarm.faults.join()).toContain('a secret left the device');
  expect(seen.join()).toContain('opening');
  await context.close();
  server.close();
});

test('the ballot of a resident passes under all guards', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('joel'));
  expect(guard.requests.map((request) => new URL(request.url()).pathname)).toContain(`/en/vote/${RIBEIRA.slug}`);
  expect(guard.requests.some((request) => request.url().includes('/api/v1/sign-in/challenge'))).toBe(true);
});

test('a test in which something is logged as an error fails, whatever it expects', async ({ page }) => {
  test.fail();
  await page.goto('/en');
  await page.evaluate(() => console.error('something went wrong'));
});

test('a test whose page throws fails, whatever it expects', async ({ page }) => {
  test.fail();
  await page.goto('/en');
  const thrown = page.waitForEvent('pageerror');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown');
    });
  });
  expect((await thrown).message).toBe('thrown');
});
