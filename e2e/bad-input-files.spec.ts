import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createContest, createEnvelope, createRound, type File, offerProjects, offerRoll } from './support/round';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

const square = readFileSync(path.join(import.meta.dirname, 'fixtures/square.pb'));
const file = (name: string, content: string | Buffer): File => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});
const text = square.toString('utf8');
const mark = () => Date.now().toString(36);

test.use({ storageState: STAFF.ana.state });
test.beforeEach(({ guard }) => guard.expectError(/status of 422/));

test('a roll that is none is refused with the reason, and the roll stays as it was', async ({ page }) => {
  const slug = await createRound(page, `Bad rolls ${mark()}`);
  const refusals: [File, string][] = [
    [file('wrong.csv', 'id;name\r\n1;Ana\r\n'), 'Its columns are id, name. They must be external_id, area, email.'],
    [file('latin.csv', Buffer.from('external_id,area,email\r\nJoão,,\r\n', 'latin1')), 'It is not UTF-8.'],
    [file('utf16.csv', Buffer.from('\uFEFFexternal_id,area,email\r\n1,,\r\n', 'utf16le')), 'It is not UTF-8.'],
    [file('empty.csv', ''), 'It holds no rows.'],
    [file('header.csv', 'external_id,area,email\r\n'), 'It holds no rows.'],
    [file('quote.csv', 'external_id,area,email\r\n"1,,\r\n'), 'A quotation mark does not fit'],
  ];
  for (const [roll, reason] of refusals) {
    await offerRoll(page, slug, roll);
    const alert = page.getByRole('main').getByRole('alert');
    await expect(alert).toContainText('This file cannot be used. Nothing was changed.');
    await expect(alert).toContainText(reason);
  }
  await page.reload();
  await expect(statOf(page, 'On the roll')).toHaveText('0');
  await page.getByRole('button', { name: 'Import this file' }).click();
  await expect(page.getByLabel('Roll file')).toHaveAccessibleDescription(/Choose a file first/);
});

test('a malformed Pabulib file is refused with line, column and reason, and the ballot stays as it was', async ({
  page,
}) => {
  await createRound(page, `Bad projects ${mark()}`);
  await createEnvelope(page, { name: 'Nowhere', amount: '60,000' });
  const slug = await createContest(page, { name: `Bad projects ${mark()}`, most: 2 });
  const refusals: [string | Buffer, RegExp][] = [
    [
      text.replace('num_projects;3', 'num_projects;4'),
      /^.*Line \d+, column \d+: num_projects says 4, but the file lists 3/,
    ],
    [text.replace('Q3;25000', 'Q2;25000'), /Line 18, column 1: the project code “Q2” occurs twice/],
    [text.replace('2;Q3', '2;Q9'), /a vote names the project “Q9”, which is not listed/],
    [text.replace('budget;60000', 'budget;much'), /must be an amount such as 1500\.50, not “much”/],
    [text.replace('PROJECTS', 'PROJEKTE'), /Line \d+, column \d+: /],
    [Buffer.from(text, 'latin1'), /the text is not UTF-8/],
    ['', /the section META is missing/],
  ];
  for (const [content, reason] of refusals) {
    await offerProjects(page, slug, file('projects.pb', content));
    const alert = page.getByRole('main').getByRole('alert');
    await expect(alert).toContainText('Nothing was changed.');
    await expect(alert).toContainText(reason);
  }
  await page.goto(`/en/admin/contests/${slug}`);
  await expect(page.getByText('No projects yet', { exact: true })).toBeVisible();
});

test('a form with mistakes says each one beside its field and keeps what was typed', async ({ page }) => {
  await createRound(page, `Mistakes ${mark()}`);
  await page.getByRole('link', { name: 'Add an envelope' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Praça');
  await page.getByLabel('Amount').fill('a lot');
  await page.getByRole('button', { name: 'Add this envelope' }).click();
  const summary = page.getByRole('main').getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('There is 1 thing to correct');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Praça');
  await expect(page.getByLabel('Amount')).toHaveValue('a lot');
  await expect(page.getByLabel('Amount')).toHaveAccessibleDescription(/Type an amount above zero/);
  await summary.getByRole('link').click();
  await expect(page.getByLabel('Amount')).toBeFocused();
});

const statOf = (page: Page, label: string) =>
  page.getByRole('term').filter({ hasText: label }).first().locator('xpath=following-sibling::dd[1]');
