import { CIDADE, codeOf, RIBEIRA, signInWithCode } from './support/residents';
import { expect, test } from './support/test';

test('a contest that has closed says so, and shows the way to its result and its board', async ({ page }) => {
  await page.goto(`/en/vote/${CIDADE.slug}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Voting in this contest has closed' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Choose/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Find my ballot' }).click();
  await expect(page).toHaveURL(new RegExp(`/en/board/${CIDADE.slug}$`));
});

test('a code opens the list of its own round and no other', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('tomas'), RIBEIRA);
  await page.goto(`/en/vote/${CIDADE.slug}/receipt`);
  await expect(page.getByRole('heading', { level: 1, name: 'You are on another roll' })).toBeVisible();
});

test('without scripts the ballot says what it needs, and the projects can be read', async ({ meet }) => {
  const page = await meet({ javaScriptEnabled: false });
  await page.goto('/en/sign-in');
  // Playwright leaves <noscript> out of what it calls text.
  const needs = await page.locator('noscript').evaluate((element) => element.textContent);
  expect(needs).toContain('Voting needs JavaScript.');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeHidden();
  await page.goto(`/en/contests/${RIBEIRA.slug}`);
  await expect(page.getByText('Ciclovia até o mercado')).toBeVisible();
  await page.goto(`/en/board/${RIBEIRA.slug}?tracker=${'A'.repeat(43)}`);
  await expect(page.getByText('No ballot of this contest has this tracker.')).toBeVisible();
});
