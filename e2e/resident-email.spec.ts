import type { Page } from '@playwright/test';
import { axeInThemes } from './support/axe';
import { cast, choose, ESCOLAS, lookUp, RIBEIRA, receivedTracker, sealBallot } from './support/residents';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

const VOUCHES = 'In this contest the city vouches for who votes.';

async function askForLink(page: Page, email: string): Promise<void> {
  await page.goto(`/en/vote/${ESCOLAS.slug}`);
  await expect(page).toHaveURL(/\/en\/sign-in\?next=/);
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('Look at your mail.')).toBeVisible();
}

const mailTo = (page: Page, email: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Your link to vote in Escolas 2027' })
    .filter({ hasText: `To ${email}` })
    .first();

/** The newest link that was mailed to this address. */
async function readLink(page: Page, email: string): Promise<string> {
  await page.goto('/en/outbox');
  const mail = mailTo(page, email);
  await expect(async () => {
    if (!(await mail.isVisible())) await page.reload();
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass();
  return (await mail.getByRole('link').getAttribute('href')) ?? '';
}

test('Zélia signs in by e-mail, is told what that means, votes and finds her ballot', async ({ page, guard, meet }) => {
  const email = 'resident-5@vilaclara.example';
  await askForLink(page, email);
  expect(await axeInThemes(page, ['dark'])).toEqual([]);
  const link = await readLink(page, email);
  expect(link).not.toContain('vilaclara.example/');
  await page.goto(link);
  expect(await axeInThemes(page, ['dark'])).toEqual([]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**/en/vote/${ESCOLAS.slug}`);
  await expect(page.getByText(VOUCHES)).toBeVisible();
  await choose(page, 'Elevador na Escola Dom Pedro');
  const tracker = await sealBallot(page);
  await expect(page.getByText(VOUCHES)).toBeVisible();
  const sealed = guard.requests.length;
  expect(await cast(page)).toBe(tracker);
  const posts = guard.requests.slice(sealed).filter((sent) => sent.method() === 'POST');
  expect(posts.map((sent) => new URL(sent.url()).pathname.split('/').at(-1))).toEqual(['credentials', 'ballots']);
  expect(posts[0]?.postDataJSON()).toMatchObject({ registration: null });
  expect(await posts[1]?.allHeaders()).not.toHaveProperty('cookie');
  await expect(page.getByText(VOUCHES)).toBeVisible();
  expect(await lookUp(page, tracker, ESCOLAS)).toContain('This ballot is on the board.');
  await expect(page.getByText(VOUCHES)).toBeVisible();

  await test.step('the link is spent, on this device and on others', async () => {
    const thief = await meet();
    await thief.goto(link);
    await thief.getByRole('button', { name: 'Sign in' }).click();
    await expect(thief.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  });

  await test.step('another device of hers takes over only with its ballot', async () => {
    const library = await meet();
    await askForLink(library, email);
    await library.goto(await readLink(library, email));
    await library.getByRole('button', { name: 'Sign in' }).click();
    await library.waitForURL(`**/en/vote/${ESCOLAS.slug}`);
    await choose(library, 'Bicicletários em seis escolas');
    await sealBallot(library);
    expect(await lookUp(page, tracker, ESCOLAS)).not.toContain('A later ballot replaced it.');
    await library.getByRole('button', { name: 'Cast this ballot' }).click();
    await receivedTracker(library);
  });
});

test('an address that is not on the roll hears the same, and gets no mail', async ({ page }) => {
  for (const email of ['nobody@vilaclara.example', STAFF.helena.email]) {
    await askForLink(page, email);
    await page.goto('/en/outbox');
    await page.waitForTimeout(1_000);
    await page.reload();
    await expect(mailTo(page, email)).toHaveCount(0);
  }
  await page.goto(`/en/sign-in?next=/vote/${ESCOLAS.slug}`);
  await page.getByLabel('Your e-mail address').fill('not an address');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Type an e-mail address');
});

test('every page of the contest says who vouches, and no page of one with codes does', async ({ page }) => {
  const pages = ({ slug }: { slug: string }) => [
    `/en/contests/${slug}`,
    `/en/contests/${slug}/secrecy`,
    `/en/board/${slug}`,
    `/en/test/${slug}`,
  ];
  for (const path of [...pages(ESCOLAS), `/en/results/escolas-2027/${ESCOLAS.slug}`]) {
    await page.goto(path);
    await expect(page.getByText(VOUCHES), path).toBeVisible();
  }
  for (const path of [...pages(RIBEIRA), `/en/results/2027/${RIBEIRA.slug}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(VOUCHES), path).toHaveCount(0);
  }
});

test.describe('as administrator', () => {
  test.use({ storageState: STAFF.ana.state });

  test('Ana sees whom this way leaves out, and the difference when she chooses', async ({ page }) => {
    await page.goto(`/en/admin/contests/${ESCOLAS.slug}`);
    await expect(page.getByText('2 of 12 people cannot sign in.')).toBeVisible();
    await page.goto('/en/admin/rounds/2026');
    await page.getByRole('link', { name: 'Add an envelope' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Hortas');
    await page.getByLabel('Amount').fill('1000');
    await page.getByRole('button', { name: 'Add this envelope' }).click();
    await page.getByRole('link', { name: 'Create its contest' }).click();
    const codes = page.getByRole('radio', { name: 'With voting codes' });
    const vouched = page.getByRole('radio', { name: 'By e-mail, the city vouches' });
    await expect(codes).toBeChecked();
    await vouched.check();
    expect(await axeInThemes(page, ['dark'])).toEqual([]);
    await page.getByLabel('Name', { exact: true }).fill('Hortas');
    await page.getByLabel('Voting closes').fill('2099-01-01T12:00');
    await page.getByRole('button', { name: 'Create this contest' }).click();
    await expect(page.getByText('By e-mail, the city vouches')).toBeVisible();
    await expect(page.getByText(/^Nobody who may vote here has an e-mail address/)).toBeVisible();
    await page.getByRole('link', { name: 'Change the rules' }).click();
    await expect(vouched).toBeChecked();
  });
});
