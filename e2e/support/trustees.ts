import { expect, type Page } from '@playwright/test';
import { axe } from './axe';

/** Makes a key, saves its file, shows the file again and hands in the public half. Returns where the file lies. */
export async function makeKey(page: Page, contest: string, passphrase: string): Promise<string> {
  await page.goto('/en/trustee');
  await page.getByRole('link', { name: `Go on: ${contest}` }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make my key' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the key file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^largo-key-.*-trustee-\d\.json$/);
  const file = await download.path();
  const handIn = page.getByRole('button', { name: 'Hand in the public half' });
  await expect(handIn).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Choose the file that you have just saved').setInputFiles(file);
  await expect(page.getByText('The file is saved and whole.')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await handIn.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your key is here' })).toBeVisible();
  return file;
}

export async function shuffle(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Shuffle the ballots' })).toBeVisible();
  await page.getByRole('button', { name: 'Check everything and shuffle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shuffle the ballots' })).toBeHidden({ timeout: 60_000 });
}

/** Fills in key file and passphrase and presses the button; what comes of it is for the caller to see. */
export async function tryToOpen(page: Page, keyFile: string, passphrase: string): Promise<void> {
  await page.getByLabel('Your key file').setInputFiles(keyFile);
  await page.getByLabel('Your passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Check everything and open my part' }).click();
}
