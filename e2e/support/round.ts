import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** What an administrator does on the way from nothing to an open contest, one function a step. */

export async function createRound(page: Page, name: string): Promise<string> {
  await page.goto('/en/admin/rounds');
  await page.getByRole('link', { name: 'Create a round' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  const slug = await page.getByLabel('Address on this site').inputValue();
  await page.getByRole('button', { name: 'Create this round' }).click();
  await page.waitForURL(`**/admin/rounds/${slug}`);
  return slug;
}

export async function createEnvelope(page: Page, envelope: { name: string; amount: string }): Promise<void> {
  await page.getByRole('link', { name: 'Add an envelope' }).click();
  await page.getByLabel('Name', { exact: true }).fill(envelope.name);
  await page.getByLabel('Amount').fill(envelope.amount);
  await page.getByRole('button', { name: 'Add this envelope' }).click();
  await expect(page.getByRole('main').getByText(envelope.name)).toBeVisible();
}

/** As a `datetime-local` field takes it. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);

export async function createContest(
  page: Page,
  contest: { name: string; most: number; rule?: string },
): Promise<string> {
  await page.getByRole('link', { name: 'Create its contest' }).click();
  await page.getByLabel('Name', { exact: true }).fill(contest.name);
  await page.getByLabel('Most projects to choose').fill(String(contest.most));
  await page.getByLabel('Voting closes').fill(inDays(9));
  if (contest.rule) await page.getByRole('radio', { name: contest.rule }).check();
  const slug = await page.getByLabel('Address on this site').inputValue();
  await page.getByRole('button', { name: 'Create this contest' }).click();
  await page.waitForURL(`**/admin/contests/${slug}`);
  return slug;
}

export type File = string | { name: string; mimeType: string; buffer: Buffer };

export async function offerRoll(page: Page, roundSlug: string, file: File): Promise<void> {
  await page.goto(`/en/admin/rounds/${roundSlug}/roll`);
  await page.getByLabel('Roll file').setInputFiles(file);
  await page.getByRole('button', { name: 'Import this file' }).click();
}

export async function offerProjects(page: Page, contestSlug: string, file: File): Promise<void> {
  await page.goto(`/en/admin/contests/${contestSlug}/import`);
  await page.getByLabel('Pabulib file').setInputFiles(file);
  await page.getByRole('button', { name: 'Look at what it holds' }).click();
}

export async function addProject(page: Page, project: { code: string; title: string; cost: string }): Promise<void> {
  const form = page.locator('form#project');
  if (!(await form.isVisible())) await page.getByText('Add a project', { exact: true }).click();
  await form.getByLabel('Code').fill(project.code);
  await form.getByLabel('Title').fill(project.title);
  await form.getByLabel('Cost').fill(project.cost);
  await form.getByRole('button', { name: 'Add this project' }).click();
  await expect(page.getByRole('rowheader', { name: project.title })).toBeVisible();
}

export async function nameTrustee(page: Page, trustee: { name: string; email: string }): Promise<void> {
  const form = page.locator('form#trustee');
  if (!(await form.isVisible())) await page.getByText('Name a trustee', { exact: true }).click();
  await form.getByLabel('Name', { exact: true }).fill(trustee.name);
  await form.getByLabel('E-mail address').fill(trustee.email);
  await form.getByRole('button', { name: 'Name and invite' }).click();
  await expect(page.getByRole('list', { name: 'Trustees' }).getByText(trustee.email)).toBeVisible();
}

/** Makes codes in the browser, saves the file and hands in the public keys. Returns external id → code. */
export async function makeCodes(page: Page, roundSlug: string, people: number): Promise<Map<string, string>> {
  await page.goto(`/en/admin/rounds/${roundSlug}/codes`);
  await page.getByRole('button', { name: `Make ${people} codes` }).click();
  const handIn = page.getByRole('button', { name: 'Hand in the keys' });
  await expect(handIn).toHaveAttribute('aria-disabled', 'true');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const file = await (await saving).path();
  await page.getByLabel('I have the file or the letters in my hands').check();
  await handIn.click();
  await expect(page.getByText(`${people} codes work now.`)).toBeVisible();
  return readCodes(readFileSync(file, 'utf8'));
}

function readCodes(csv: string): Map<string, string> {
  const [header, ...rows] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  expect(header).toBe('external_id,area,email,code');
  return new Map(rows.map((row) => row.split(',')).map((cells) => [cells[0] as string, cells[3] as string]));
}

/** Names an outside mixer, and lets the server shuffle too. */
export async function nameMixers(page: Page, mixer: { name: string; email: string }): Promise<void> {
  await page.getByText('Name an outside mixer', { exact: true }).click();
  const form = page.locator('form#mixer');
  await form.getByLabel('Name', { exact: true }).fill(mixer.name);
  await form.getByLabel('E-mail address').fill(mixer.email);
  await form.getByRole('button', { name: 'Name and send the link' }).click();
  await expect(page.getByRole('list', { name: 'Further mixers' }).getByText(mixer.email)).toBeVisible();
  await page.locator('summary', { hasText: 'Let this server shuffle too' }).click();
  await page.locator('form#server-mixer').getByRole('button', { name: 'Let this server shuffle too' }).click();
  await expect(page.getByRole('list', { name: 'Further mixers' }).getByText('This server, by itself')).toBeVisible();
}
