import type { Page } from '@playwright/test';
import { CIDADE } from './support/residents';
import { expect, test } from './support/test';

const VERDICT = { name: /^This election/ };

/** The bundle of the demo's counted contest, as the result page offers it. */
async function bundleOf(page: Page): Promise<Buffer> {
  await page.goto(`/en/results/${CIDADE.round}/${CIDADE.slug}`);
  const path = await page.getByRole('link', { name: 'Download everything' }).getAttribute('href');
  const answer = await page.request.get(path ?? '');
  expect(answer.ok()).toBe(true);
  return answer.body();
}

const asFile = (buffer: Buffer) => ({ name: 'bundle.tar', mimeType: 'application/x-tar', buffer });

/** The page holds everything that it needs once nothing more is loaded. */
async function openVerifier(page: Page, path = '/en/verify'): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
}

test('anybody verifies a published result in the browser, from the result page on', async ({ page }) => {
  await page.goto(`/en/results/${CIDADE.round}/${CIDADE.slug}`);
  await page.getByRole('link', { name: 'Check it in this browser' }).click();
  await page.getByRole('button', { name: 'Download and verify' }).click();
  const verdict = page.getByRole('heading', VERDICT);
  await expect(verdict).toHaveText('This election is valid');
  await expect(verdict).toBeFocused();
  await expect(page.getByText('All proofs were checked at once. Hints in the bundle saved work')).toBeVisible();
  const summary = page.getByText(/^(\d+) of \1 checks passed$/);
  await summary.click();
  const checks = page.getByRole('listitem').filter({ hasText: /^passed: / });
  expect(await checks.count()).toBeGreaterThan(20);
  await expect(page.getByText('What nobody can check')).toBeVisible();
});

test('a downloaded bundle is verified without a connection', async ({ page, context }) => {
  const bundle = await bundleOf(page);
  await openVerifier(page);
  await context.setOffline(true);
  await page.getByLabel('Bundle').setInputFiles(asFile(bundle));
  await page.getByRole('button', { name: 'Verify this file' }).click();
  await expect(page.getByRole('heading', VERDICT)).toHaveText('This election is valid');
});

test('a bundle with one changed digit is refused, and the check that found it is named', async ({ page }) => {
  const bundle = await bundleOf(page);
  const at = bundle.indexOf('"winners":["');
  expect(at).toBeGreaterThan(0);
  const digit = at + '"winners":["'.length;
  bundle[digit] = (bundle[digit] ?? 0) ^ 1;
  await openVerifier(page);
  await page.getByLabel('Bundle').setInputFiles(asFile(bundle));
  await page.getByRole('button', { name: 'Verify this file' }).click();
  await expect(page.getByRole('heading', VERDICT)).toHaveText('This election does not verify');
  await expect(page.getByText(/^outcome \(/)).toBeVisible();
});

test('what cannot be verified gets a sentence that says what to do', async ({ page }) => {
  await openVerifier(page);
  await page.getByRole('button', { name: 'Verify this file' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^Choose a bundle first/ })).toBeVisible();
  await page.getByLabel('Bundle').setInputFiles(asFile(Buffer.from('Dear city,')));
  await page.getByText('I know the key of the board').click();
  await page.getByLabel('Key of the board').fill('12');
  await page.getByRole('button', { name: 'Verify this file' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^The key has exactly 64/ })).toBeVisible();
  await page.getByLabel('Key of the board').fill('');
  await page.getByRole('button', { name: 'Verify this file' }).click();
  await expect(page.getByText('This file is not a bundle.')).toBeVisible();
});
