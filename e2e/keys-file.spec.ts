import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axe } from './support/axe';
import { largo } from './support/largo';
import { createRound, offerRoll } from './support/round';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

const PEOPLE = 1_200; // more than one request takes
const KEYS = '**/registration-keys*';

test.use({ storageState: STAFF.ana.state });
test.setTimeout(180_000);

async function lookAt(page: Page, file: string): Promise<void> {
  await page.getByLabel('File of public keys').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at what it holds' }).click();
}

const statOf = (page: Page, label: string) =>
  page
    .locator('.stat')
    .filter({ has: page.getByText(label, { exact: true }) })
    .getByRole('definition')
    .first();

async function handIn(page: Page, keys: string): Promise<void> {
  await page.getByLabel('I have the secret file with these codes, or the printed letters').check();
  await page.getByRole('button', { name: `Hand in ${keys} keys` }).click();
}

/** Takes the list from the page and makes codes as the page says, into files of this test. */
async function makeCodes(page: Page, at: (name: string) => string): Promise<{ keys: string; letters: string }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the list of people without a code' }).click();
  const list = at('list.json');
  await (await saving).saveAs(list);
  const command = (await page.locator('pre').textContent()) as string;
  const [, round] = /--round (\S+)/.exec(command) as RegExpExecArray;
  const files = { keys: at('keys.json'), letters: at('letters.csv') };
  const made = largo('codes', list, '--round', round as string, '--letters', files.letters, '--keys', files.keys);
  expect(made, made.output).toMatchObject({ code: 0 });
  return files;
}

test('codes made away from the browser: Ana hands in their public keys, through a lost network and a reload', async ({
  page,
  guard,
}, testInfo) => {
  const slug = await createRound(page, `Far away ${Date.now().toString(36)}`);
  const rows = Array.from({ length: PEOPLE }, (_, index) => `${index + 1},,`);
  const roll = Buffer.from(`external_id,area,email\n${rows.join('\n')}\n`);
  await offerRoll(page, slug, { name: 'roll.csv', mimeType: 'text/csv', buffer: roll });
  await expect(page.getByText('1,200 people added')).toBeVisible();
  await page.goto(`/en/admin/rounds/${slug}/codes`);
  await page.getByRole('link', { name: 'Hand in a file of keys' }).click();
  const { keys, letters } = await makeCodes(page, (name) => testInfo.outputPath(name));
  const codes = readFileSync(letters, 'utf8').match(/(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}/g) as string[];
  expect(codes).toHaveLength(PEOPLE);
  guard.keepSecret(...codes);

  await test.step('the secret file is refused, and nothing of it leaves the device', async () => {
    const before = guard.requests.length;
    await lookAt(page, letters);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('It holds voting codes');
    expect(guard.requests.slice(before).filter((request) => request.method() !== 'GET')).toEqual([]);
  });

  await test.step('a file with faults says on which lines', async () => {
    const lines = readFileSync(keys, 'utf8').split('\n');
    lines[1] = (lines[1] as string).replace(/"rollEntryId":"[^"]+"/, '"rollEntryId":"nobody"');
    lines[2] = (lines[2] as string).replace(/"publicKey":"[^"]+"/, `"publicKey":"${'f'.repeat(64)}"`);
    const faulty = testInfo.outputPath('faulty.json');
    writeFileSync(faulty, lines.join('\n'));
    await lookAt(page, faulty);
    await expect(page.getByText('The file holds 1,200 keys.')).toBeVisible();
    const cells = page.getByRole('table').getByRole('row');
    await expect(cells.nth(1)).toContainText(/2\s*nobody\s*Nobody on the roll of this round is meant/);
    await expect(cells.nth(2)).toContainText('This is not a public key');
    await expect(statOf(page, 'To hand in')).toHaveText('1,198');
    expect(await axe(page)).toEqual([]);
  });

  await test.step('the network is lost after the first thousand', async () => {
    await lookAt(page, keys);
    await expect(statOf(page, 'To hand in')).toHaveText('1,200');
    guard.expectError(/ERR_INTERNET_DISCONNECTED/);
    let sent = 0;
    await page.route(KEYS, (route) => (++sent === 1 ? route.continue() : route.abort('internetdisconnected')));
    await handIn(page, '1,200');
    await expect(page.getByText('Not everything was handed in.')).toBeVisible();
    await expect(page.getByText('The connection broke off. What arrived before it stays.')).toBeVisible();
    expect(await axe(page)).toEqual([]);
  });

  await test.step('after a reload the same file goes on where it stopped', async () => {
    await page.unroute(KEYS);
    await page.reload();
    await expect(page.getByText('A file was being handed in when this page was left.')).toBeVisible();
    await lookAt(page, keys);
    await expect(statOf(page, 'To hand in')).toHaveText('200');
    await expect(statOf(page, 'Handed in before')).toHaveText('1,000');
    await handIn(page, '200');
    await expect(page.getByText('200 codes work now.')).toBeVisible();
    await expect(page.getByText('Everybody on the roll has a voting code.')).toBeVisible();
  });

  await test.step('handing it in again changes nothing', async () => {
    await page.reload();
    await lookAt(page, keys);
    await expect(page.getByText('Every key in this file has been handed in.')).toBeVisible();
    await page.goto('/en/admin/audit');
    await expect(page.getByRole('cell', { name: 'Handed in keys of voting codes' }).first()).toBeVisible();
  });
});
