import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { Guard } from './guard';
import { Outside } from './outside';

export { expect } from '@playwright/test';

/** Opens a browser of its own for one more person; it is watched like the first and closed with the test. */
export type Meet = (options?: BrowserContextOptions) => Promise<Page>;

type OfTest = { guard: Guard; meet: Meet };
type OfWorker = { outside: Outside };

/**
 * Every test is watched: no console error, no page error, no request of a page or worker to another origin, nothing
 * that a test declared secret in any request.
 */
export const test = base.extend<OfTest, OfWorker>({
  outside: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const outside = new Outside();
      await use(outside);
      await outside.close();
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ playwright, browserName, launchOptions, outside }, use) => {
      const server = await outside.listen();
      const proxy = { server, bypass: 'localhost' };
      const browser: Browser = await playwright[browserName].launch({ ...launchOptions, proxy });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  guard: [
    async ({ baseURL, outside }, use) => {
      const before = outside.asked.length;
      const guard = new Guard(new URL(baseURL as string).origin);
      await use(guard);
      expect(guard.faults, 'faults that no test may have').toEqual([]);
      expect(outside.asked.slice(before), 'addresses outside that were asked for').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, guard }, use) => {
    guard.watch(context);
    await use(context);
  },
  meet: async ({ browser, contextOptions, guard }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      contexts.push(context);
      guard.watch(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});
