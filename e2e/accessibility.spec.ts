import type { Page } from '@playwright/test';
import { axe, axeInThemes } from './support/axe';
import { ADMIN_PAGES, type Listed, PUBLIC_PAGES, STYLEGUIDE_PAGES } from './support/pages';
import { codeOf, RIBEIRA } from './support/residents';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

const LANGUAGES = ['en', 'pt-BR'] as const;

/** Opens each page and collects what axe finds, so that one run shows everything. */
async function examine(page: Page, language: string, pages: readonly Listed[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, path, status = 200 } of pages) {
    const response = await page.goto(`/${language}${path}`);
    expect(response?.status(), path).toBe(status);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    const violations = await axeInThemes(page, ['dark']);
    if (violations.length > 0) found[name] = violations;
  }
  return found;
}

test('axe sees a missing label, a pale text and a lost language', async ({ page }) => {
  await page.goto('/en/staff');
  expect(await axe(page)).toEqual([]);
  await page.locator('label[for=email]').evaluate((label) => label.remove());
  await page.locator('html').evaluate((root) => root.removeAttribute('lang'));
  await page.locator('.lead').evaluate((lead) => {
    lead.classList.add('pale');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.pale { color: rgb(200 200 200) }');
    document.adoptedStyleSheets.push(sheet);
  });
  const rules = (await axe(page)).map((line) => line.split(':')[0]);
  expect(new Set(rules)).toEqual(new Set(['label', 'html-has-lang', 'color-contrast']));
});

for (const language of LANGUAGES) {
  test.describe(`WCAG 2.2 A and AA in ${language}, light and dark`, () => {
    test('public pages', async ({ page, guard }) => {
      guard.expectError(/status of 404/);
      test.setTimeout(180_000);
      expect(await examine(page, language, PUBLIC_PAGES)).toEqual({});
    });

    test('styleguide', async ({ page }) => {
      expect(await examine(page, language, STYLEGUIDE_PAGES)).toEqual({});
    });

    test.describe('as administrator', () => {
      test.use({ storageState: STAFF.ana.state });
      test('administration', async ({ page }) => {
        test.setTimeout(180_000);
        expect(await examine(page, language, ADMIN_PAGES)).toEqual({});
      });
    });

    test.describe('as trustee', () => {
      test.use({ storageState: STAFF.helena.state });
      test('trustee pages', async ({ page }) => {
        await page.goto(`/${language}/trustee`);
        const links = page.getByRole('main').getByRole('listitem').getByRole('link');
        const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
        expect(paths.length).toBeGreaterThan(1);
        const pages = ['/trustee', ...paths.map((path) => path.replace(`/${language}`, ''))];
        expect(
          await examine(
            page,
            language,
            pages.map((path) => ({ name: path, path })),
          ),
        ).toEqual({});
      });
    });

    test('every state of a resident’s way', async ({ page, guard }) => {
      guard.expectError(/ERR_FAILED/);
      test.setTimeout(180_000);
      const code = codeOf(language === 'en' ? 'olga' : 'pedro');
      const found: Record<string, string[]> = {};
      const look = async (state: string) => {
        const violations = await axeInThemes(page, ['dark', 'contrast']);
        if (violations.length > 0) found[state] = violations;
      };
      const form = page.locator('form', { has: page.locator('#code') });
      await page.goto(`/${language}/sign-in?next=/vote/${RIBEIRA.slug}`);
      await page.locator('#code').fill(code.slice(0, -1));
      await form.getByRole('button').last().click();
      await expect(page.getByRole('main').getByRole('alert')).toBeFocused();
      await look('wrong code');
      await page.locator('#code').fill(code);
      await form.getByRole('button').last().click();
      await page.waitForURL(`**/vote/${RIBEIRA.slug}`);
      for (let choice = 0; choice < RIBEIRA.max; choice += 1) {
        await page.getByRole('main').getByRole('button', { pressed: false }).first().click();
      }
      await look('all choices used');
      await page.getByRole('searchbox').fill('xyzzy');
      await look('nothing found');
      await page.goto(`/${language}/vote/${RIBEIRA.slug}/check`);
      await expect(page.locator('.tracker')).toBeVisible();
      await look('encrypted');
      await page.getByRole('main').locator('button.btn-line').first().click();
      await expect(page.locator('.qr')).toBeVisible();
      await look('opened for a test');
      await page.getByRole('main').locator('button.btn-spark').click();
      await expect(page.locator('.qr')).toBeHidden();
      await page.route('**/ballots', (route) => route.abort());
      const spark = page.getByRole('main').locator('button.btn-spark');
      await spark.click();
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
      await look('no answer yet');
      await page.unroute('**/ballots');
      // The page tries again by itself as well, and may have been quicker.
      await spark.click({ timeout: 5_000 }).catch(() => undefined);
      await page.waitForURL('**/receipt');
      await expect(page.locator('.banner-done')).toBeVisible();
      await look('receipt');
      await page.goto(`/${language}/sign-in`);
      await look('signed in');
      expect(found).toEqual({});
    });
  });
}
