import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { codeOf, RIBEIRA, signInWithCode, vote } from './support/residents';
import { expect, test } from './support/test';

const proof = (page: Page) => page.getByRole('status').filter({ hasText: 'Proved on this device.' });
const list = (page: Page) => page.getByRole('status').filter({ hasText: 'Checked on this device.' });

test('a ballot is proved on the device, and so is that the list only grew', async ({ page, guard, meet }) => {
  const firstAnswer = page.waitForResponse('**/board/head');
  await page.goto(`/en/board/${RIBEIRA.slug}`);
  await expect(list(page)).toContainText('Your device keeps the fingerprint.');
  const first = await (await firstAnswer).text();

  const voter = await meet();
  await signInWithCode(voter, guard, codeOf('ulisses'));
  const tracker = await vote(voter, 'Ciclovia até o mercado');
  await expect(proof(voter)).toContainText(/Your ballot is line [\d,]+ of [\d,]+/);
  const saving = voter.waitForEvent('download');
  await voter.getByRole('button', { name: 'Save the receipt' }).click();
  const receipt = await (await saving).path();

  await page.goto(`/en/board/${RIBEIRA.slug}?tracker=${encodeURIComponent(tracker)}`);
  await expect(page.getByText('This ballot is on the board.')).toBeVisible();
  await expect(proof(page)).toContainText(/line [\d,]+ of [\d,]+/);
  await expect(proof(page)).toContainText('No line was changed or taken away since.');
  await page.reload();
  // Others vote meanwhile.
  await expect(proof(page)).toContainText(/It is the same list as on your last visit|No line was changed/);

  await page.getByLabel('Receipt file').setInputFiles(receipt);
  await expect(page.getByText('The city’s signature on this receipt is genuine.')).toBeVisible();
  await expect(proof(page)).toHaveCount(2);
  const forged = readFileSync(receipt, 'utf8').replace(/"signature":"../, '"signature":"00');
  await page.getByLabel('Receipt file').setInputFiles({
    name: 'receipt.json',
    mimeType: 'application/json',
    buffer: Buffer.from(forged),
  });
  await expect(page.getByText('This receipt is not signed by this contest’s board.')).toBeVisible();

  // The list from before the vote: signed, and less than this device has seen. It may come from a stale copy.
  await page.route('**/board/head', (route) => route.fulfill({ body: first, contentType: 'application/json' }));
  await page.goto(`/en/board/${RIBEIRA.slug}`);
  const warning = page.getByRole('alert').filter({ hasText: 'The board gave an older answer.' });
  await expect(warning).toBeVisible();
  const evidence = page.waitForEvent('download');
  await warning.getByRole('button', { name: 'Save the evidence' }).click();
  const heads = readFileSync(await (await evidence).path(), 'utf8')
    .trim()
    .split('\n');
  expect(heads).toHaveLength(2);
  expect(first).toContain(heads[1]);
});

test('an answer that proves nothing is not believed', async ({ page, guard }) => {
  guard.expectError(/status of 503/);
  await page.route('**/board/head', (route) => route.fulfill({ status: 503, body: 'maintenance' }));
  await page.goto(`/en/board/${RIBEIRA.slug}`);
  await expect(page.getByText('Your device could not check the proof.')).toBeVisible();
  await page.unroute('**/board/head');
  await page.route('**/board/head', async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace(/"signature":"../, '"signature":"00');
    await route.fulfill({ response: answer, body: text });
  });
  await page.reload();
  await expect(page.getByText('The list is not signed with the key of this contest’s board.')).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the board says where a ballot stands, and who can prove it', async ({ page }) => {
    const response = await page.goto(`/en/board/${RIBEIRA.slug}?tracker=${'A'.repeat(43)}`);
    await expect(page.getByText('No ballot of this contest has this tracker.')).toBeVisible();
    // Playwright's locators leave out what stands in a noscript element.
    expect(await response?.text()).toMatch(/<noscript>.{0,80}To prove it on your device, this page needs scripts[.]/);
    await expect(page.getByText('Your device is checking the proof…')).toHaveCount(0);
  });
});
