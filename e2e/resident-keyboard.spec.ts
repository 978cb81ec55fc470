import type { Locator, Page } from '@playwright/test';
import { castButton, codeField, codeOf, RIBEIRA, receivedTracker, sealedTracker, toggle } from './support/residents';
import { expect, test } from './support/test';

/** Tab until this has the focus, as somebody without a mouse does; the focus has to be seen. */
async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    if (!(await target.count())) continue;
    const outline = await target.evaluate((element) =>
      element === document.activeElement ? getComputedStyle(element).outline : null,
    );
    if (outline === null) continue;
    expect(outline).toMatch(/solid 3px|3px solid/);
    return;
  }
  throw new Error(`${target} cannot be reached with the Tab key`);
}

test('Karin votes with the keyboard alone', async ({ page, guard }) => {
  const code = codeOf('karin');
  guard.keepSecret(code);
  await page.goto(`/en/vote/${RIBEIRA.slug}`);
  await page.waitForURL(/\/en\/sign-in/);
  await tabTo(page, page.getByRole('link', { name: 'Skip to content' }), 1);
  await page.keyboard.press('Enter');
  await tabTo(page, codeField(page), 5);
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');

  await page.waitForURL(`**/en/vote/${RIBEIRA.slug}`);
  const first = toggle(page, 'Ciclovia até o mercado');
  await expect(first).toBeVisible();
  await tabTo(page, first);
  await page.keyboard.press('Space');
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  await tabTo(page, page.getByRole('link', { name: 'Check my choices' }).filter({ visible: true }));
  await page.keyboard.press('Enter');

  const tracker = await sealedTracker(page);
  await tabTo(page, castButton(page));
  await page.keyboard.press('Enter');
  expect(await receivedTracker(page)).toBe(tracker);
});
