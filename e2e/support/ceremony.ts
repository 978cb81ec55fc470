import { expect, type Page } from '@playwright/test';
import { axe } from './axe';

/** What a trustee does in a key ceremony, one function a step. */

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Presses the button that prints, and reads what would be on paper: the letters of the recovery sheet. */
async function printSheet(page: Page): Promise<string> {
  await page.evaluate(() => {
    window.print = () => {
      const groups = [...document.querySelectorAll('.recovery-sheet li')].map((item) => item.lastChild?.textContent);
      document.body.dataset.printed = groups.join('-');
    };
  });
  await page.getByRole('button', { name: 'Print the recovery sheet' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', /^([0-9A-Z]{6}-){11}[0-9A-Z]{6}$/);
  return page.evaluate(() => document.body.dataset.printed ?? '');
}

/** A passphrase, the file saved as `file`, the certificate. Returns the letters of the recovery sheet. */
export async function introduce(page: Page, contest: string, passphrase: string, file: string): Promise<string> {
  await page.goto('/en/trustee');
  await page.getByRole('link', { name: `Go on: ${contest}` }).click();
  await expect(heading(page, 'Make your part of the key')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make my key' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the key file' }).click();
  await (await saving).saveAs(file);
  const handIn = page.getByRole('button', { name: 'Hand in the public half' });
  await expect(handIn).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Choose the file that you have just saved').setInputFiles(file);
  await expect(page.getByText('The file is saved and whole.')).toBeVisible();
  const sheet = await printSheet(page);
  expect(await axe(page)).toEqual([]);
  await handIn.click();
  await expect(handIn).toBeHidden();
  return sheet;
}

/** Opens the key file again, on a page that has not seen it. */
export async function unlock(page: Page, file: string, passphrase: string): Promise<void> {
  await page.getByLabel('Your key file').setInputFiles(file);
  await page.getByLabel('Your passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Go on with my key' }).click();
}

/** Types the letters of the recovery sheet, with a slip at first, instead of choosing a file. */
export async function openWithSheet(page: Page, sheet: string): Promise<void> {
  await page.getByRole('button', { name: 'I have only the recovery sheet' }).click();
  const letters = page.getByLabel('The letters of your recovery sheet');
  const open = page.getByRole('button', { name: 'Check everything and open my part' });
  await letters.fill(sheet.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')));
  await open.click();
  await expect(page.getByRole('link', { name: /^Something is mistyped in these groups: 1\./ })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await letters.fill(sheet.toLowerCase().replaceAll('-', ' '));
  await open.click();
}

/** The marks on screen, from what a screen reader reads letter by letter. */
export async function marks(page: Page): Promise<string> {
  await expect(
    page.getByRole('heading', { name: /^(Read the marks to each other|The key is finished)$/ }),
  ).toBeVisible();
  const letters = (await page.locator('.tracker .vh').first().textContent()) ?? '';
  expect(letters.replaceAll(' ', '')).toMatch(/^[0-9A-Z]{32}$/);
  return letters;
}

export async function sayTheyAreTheSame(page: Page): Promise<void> {
  const go = page.getByRole('button', { name: 'They are the same' });
  await expect(go).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel(/^I have compared the marks with/).check();
  expect(await axe(page)).toEqual([]);
  await go.click();
  await expect(go).toBeHidden();
}

export async function confirmKey(page: Page): Promise<void> {
  await expect(heading(page, 'Confirm the finished key')).toBeVisible({ timeout: 60_000 });
  await page.getByLabel('I have my key file and my passphrase in a safe place').check();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Confirm the key' }).click();
}

/** After the last confirmation, on a page that still holds the secret: the share in a file of its own. */
export async function saveOpeningKey(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: 'Make my opening key' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the key file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^largo-key-.*-trustee-\d-opening\.json$/);
  await download.saveAs(file);
  await page.getByLabel('Choose the file that you have just saved').setInputFiles(file);
  await expect(page.getByText('The file is saved and whole.')).toBeVisible();
  expect(await axe(page)).toEqual([]);
}

export async function expectReady(page: Page): Promise<void> {
  await expect(heading(page, 'The joint key is ready')).toBeVisible({ timeout: 30_000 });
}
