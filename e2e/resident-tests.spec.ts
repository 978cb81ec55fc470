import { z } from 'zod';
import { axeInThemes } from './support/axe';
import { storedOnDevice } from './support/device';
import { layoutFaults } from './support/layout';
import {
  cast,
  castButton,
  choose,
  codeOf,
  lookUp,
  RIBEIRA,
  sealBallot,
  sealedTracker,
  shownTracker,
  signInWithCode,
} from './support/residents';
import { expect, test } from './support/test';
import { forge, openBallot, testButton } from './support/testing-ballots';

const CHOSEN = ['Espera coberta no posto de saúde', 'Abrigos nos pontos da linha 14'];
const Sealed = z.tuple([z.object({ ballot: z.string() })]);

test('Ursula tests a ballot on this device, sees what it holds, and casts another', async ({
  page,
  guard,
  request,
}) => {
  await signInWithCode(page, guard, codeOf('ursula'));
  guard.keepSecret(...CHOSEN);
  await choose(page, ...CHOSEN);
  const tested = await sealBallot(page);
  const [{ ballot }] = Sealed.parse((await storedOnDevice(page)).databases['largo-voting']?.sealed);
  const { opening } = await openBallot(page, guard);
  expect(await shownTracker(page)).toBe(tested);
  expect(await axeInThemes(page, ['dark', 'contrast'])).toEqual([]);

  await test.step('the checking page, in a tab of its own', async () => {
    const opening = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Open the checking page' }).click();
    const tab = await opening;
    await expect(tab.getByText('The opening fits this ballot.')).toBeVisible();
    expect(await shownTracker(tab)).toBe(tested);
    expect(tab.url()).not.toContain('#');
    const shown = await tab.getByRole('main').getByRole('listitem').allTextContents();
    expect(shown.map((line) => line.replace(/ R\d\d$/, '')).sort()).toEqual([...CHOSEN].sort());
    await expect(tab.getByText('The city will never accept this ballot.')).toBeVisible();
    expect(await axeInThemes(tab, ['dark', 'contrast'])).toEqual([]);
    await tab.close();
  });

  await test.step('nothing that opens it is kept', async () => {
    const stored = await storedOnDevice(page);
    expect(stored.databases['largo-voting']).toMatchObject({ sealed: [] });
    expect(JSON.stringify(stored)).not.toContain(opening);
  });

  await test.step('the opened ballot, handed in all the same', async () => {
    const posted = guard.requests.find((sent) => sent.method() === 'POST' && sent.url().endsWith('/challenges'));
    const url = (posted?.url() ?? '').replace(/challenges$/, 'ballots');
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const refused = await request.post(url, { data: ballot, headers });
    expect(refused.status()).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'ballot_opened' });
    expect(Object.keys(z.record(z.string(), z.string()).parse(posted?.postDataJSON()))).toEqual([
      'hash',
      'credential',
      'signature',
    ]);
    expect(await posted?.allHeaders()).not.toHaveProperty('cookie');
  });

  await page.getByRole('button', { name: 'Make a new ballot' }).click();
  await expect(page.getByText('This is a new ballot with a new tracker.')).toBeVisible();
  const fresh = await sealedTracker(page);
  expect(fresh).not.toBe(tested);
  expect(await cast(page)).toBe(fresh);
  expect(await lookUp(page, tested)).toContain('No ballot of this contest has this tracker.');
});

test('Vasco tests with a second device: scanned, pasted, cut and forged', async ({ page, guard, meet }) => {
  await signInWithCode(page, guard, codeOf('vasco'));
  guard.keepSecret(...CHOSEN);
  await choose(page, ...CHOSEN);
  const tested = await sealBallot(page);
  const { address, opening } = await openBallot(page, guard);
  await expect(page.getByRole('img', { name: /^Square code/ })).toBeVisible();

  const tablet = await meet();
  await tablet.goto(address);
  await expect(tablet.getByText('The opening fits this ballot.')).toBeVisible();
  expect(await shownTracker(tablet)).toBe(tested);
  for (const title of CHOSEN) await expect(tablet.getByRole('listitem').filter({ hasText: title })).toBeVisible();
  expect(await tablet.evaluate(() => location.hash + document.cookie + localStorage.length)).toBe('0');

  const field = tablet.getByRole('textbox', { name: 'Link or code from the device that opened the ballot' });
  const check = async (typed: string) => {
    await tablet.goto(`/en/test/${RIBEIRA.slug}`);
    await field.fill(typed);
    await tablet.getByRole('button', { name: 'Check this ballot' }).click();
  };
  const alert = tablet.getByRole('main').getByRole('alert');
  await check('');
  await expect(field).toHaveAccessibleDescription(/Paste the link first/);
  await check(address);
  await expect(tablet.getByText('The opening fits this ballot.')).toBeVisible();
  await check(`${opening.slice(0, 100)}\n${opening.slice(100)}`);
  await expect(tablet.getByText('The opening fits this ballot.')).toBeVisible();
  await check(opening.slice(0, -3));
  await expect(alert).toContainText('This is no complete opening of a ballot.');
  // Another choice than the ballot holds: the last byte of the bitmap's first.
  const lie = forge(opening, (bytes) => bytes.set([(bytes[258] as number) ^ 0x80], 258));
  guard.keepSecret(lie);
  await check(lie);
  await expect(alert).toContainText('This ballot holds something else than it claims.');
  expect(await axeInThemes(tablet, ['dark'])).toEqual([]);
  const swapped = forge(opening, (bytes) => bytes.set([(bytes[130] as number) ^ 1], 130));
  await check(swapped);
  await expect(alert).toContainText('This is no genuine ballot of this contest.');
  await tablet.goto(address.replace(RIBEIRA.slug, 'cidade-2026'));
  await expect(alert).toContainText('This is no genuine ballot of this contest.');
});

test('Wanda reloads before and during a test: what was opened or half opened is gone, her choices are not', async ({
  page,
  guard,
}) => {
  guard.expectError(/ERR_FAILED/);
  await signInWithCode(page, guard, codeOf('wanda'));
  await choose(page, CHOSEN[0] as string);
  const first = await sealBallot(page);
  await page.reload();
  expect(await sealedTracker(page)).toBe(first);
  await page.getByRole('button', { name: 'Test with a new ballot' }).click();
  await expect(testButton(page)).toBeVisible();
  const second = await sealedTracker(page);
  expect(second).not.toBe(first);

  await page.route('**/challenges', (route) => route.abort());
  await testButton(page).click();
  await expect(page.getByText('No answer yet.')).toBeVisible();
  await page.reload();
  const third = await sealedTracker(page);
  expect(third).not.toBe(second);
  await testButton(page).click();
  await expect(page.getByText('No answer yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Do not test, make a new ballot' }).click();
  await expect(page.getByText('The test was broken off, and that ballot is gone.')).toBeVisible();
  const fourth = await sealedTracker(page);
  expect(fourth).not.toBe(third);

  await page.unroute('**/challenges');
  await testButton(page).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByRole('heading', { name: 'This ballot is open and can never be cast' })).toBeVisible();
  await page.reload();
  const fifth = await sealedTracker(page);
  expect(fifth).not.toBe(fourth);
  await expect(page.getByText(CHOSEN[0] as string, { exact: true })).toBeVisible();
  await expect(castButton(page)).toBeVisible();
});

test('Xavier sees everything at 360, 768 and 1280 px, in both directions', async ({ page, guard, meet }) => {
  await signInWithCode(page, guard, codeOf('xavier'));
  await choose(page, ...CHOSEN);
  await sealBallot(page);
  const { address } = await openBallot(page, guard);
  const tablet = await meet();
  await tablet.goto(address);
  await expect(tablet.getByText('The opening fits this ballot.')).toBeVisible();
  const found: string[] = [];
  for (const [name, shown] of Object.entries({ page, tablet })) {
    for (const direction of ['ltr', 'rtl']) {
      await shown.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, direction);
      for (const width of [360, 768, 1280]) {
        await shown.setViewportSize({ width, height: 800 });
        found.push(...(await layoutFaults(shown)).map((fault) => `${name}, ${width} px, ${direction}: ${fault}`));
      }
    }
  }
  expect(found).toEqual([]);
});
