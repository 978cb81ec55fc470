import type { Page } from '@playwright/test';
import { layoutFaults } from './support/layout';
import { ADMIN_PAGES, type Listed, PUBLIC_PAGES, STYLEGUIDE_PAGES } from './support/pages';
import {
  castButton,
  choose,
  codeOf,
  RIBEIRA,
  receivedTracker,
  sealedTracker,
  signInWithCode,
} from './support/residents';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

const WIDTHS = [360, 768, 1280];

/** Every width in both writing directions; the page is the one that is open. */
async function measure(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      found.push(...(await layoutFaults(page)).map((fault) => `${width} px, ${direction}: ${fault}`));
    }
  }
  return found;
}

async function measureAll(page: Page, pages: readonly Listed[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, path } of pages) {
    await page.goto(`/pt-BR${path}`); // its words are longer than English ones
    const faults = await measure(page);
    if (faults.length > 0) found[name] = faults;
  }
  return found;
}

test.describe('nothing scrolls sideways and everything can be pressed at 360, 768 and 1280 px, both directions', () => {
  test('public pages', async ({ page, guard }) => {
    guard.expectError(/status of 404/);
    expect(await measureAll(page, PUBLIC_PAGES)).toEqual({});
  });

  test('styleguide', async ({ page }) => {
    expect(await measureAll(page, STYLEGUIDE_PAGES)).toEqual({});
  });

  test.describe('as administrator', () => {
    test.use({ storageState: STAFF.ana.state });
    test('administration', async ({ page }) => {
      expect(await measureAll(page, ADMIN_PAGES)).toEqual({});
    });
  });

  test.describe('as trustee', () => {
    test.use({ storageState: STAFF.jorge.state });
    test('trustee pages', async ({ page }) => {
      await page.goto('/en/trustee');
      const links = page.getByRole('main').getByRole('listitem').getByRole('link');
      const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      const pages = ['/trustee', ...paths.map((path) => path.replace('/en', ''))];
      expect(
        await measureAll(
          page,
          pages.map((path) => ({ name: path, path })),
        ),
      ).toEqual({});
    });
  });

  test('the ballot, from the list to the receipt', async ({ page, guard }) => {
    await signInWithCode(page, guard, codeOf('quim'));
    await choose(page, 'Ciclovia até o mercado');
    const ballot = await measure(page);
    await page.goto(`/en/vote/${RIBEIRA.slug}/check`);
    await sealedTracker(page);
    const check = await measure(page);
    await castButton(page).click();
    await receivedTracker(page);
    expect({ ballot, check, receipt: await measure(page) }).toEqual({ ballot: [], check: [], receipt: [] });
  });
});
