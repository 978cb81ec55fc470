import {
  cast,
  castButton,
  choose,
  codeField,
  codeOf,
  lookUp,
  readDemoSignIns,
  receivedTracker,
  sealBallot,
  sealedTracker,
  shownTracker,
  signInWithCode,
  toggle,
  typeCode,
  vote,
} from './support/residents';
import { expect, test } from './support/test';

test('Rita signs in with a printed code', async ({ page, guard }) => {
  const printed = readDemoSignIns().signIns.find(({ who }) => who.startsWith('Resident'));
  const { at, secret } = printed as NonNullable<typeof printed>;
  guard.keepSecret(secret);
  await page.goto(at);
  await typeCode(page, secret.toLowerCase().replaceAll('-', ' '));
  await page.waitForURL('**/en/vote');
  await expect(page.getByRole('link', { name: /Ribeira/ }).first()).toBeVisible();
});

test('Alice votes, finds her ballot on the board and changes her mind', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('alice'));
  const first = await vote(page, 'Ciclovia até o mercado', 'Cozinha e horta comunitária');
  expect(await lookUp(page, first)).toContain('This ballot is on the board.');

  await page.goto('/en/vote/ribeira-2027');
  await expect(page.getByText('You have voted on this device.')).toBeVisible();
  await expect(page.getByText('5 choices left', { exact: true })).toBeVisible();
  const second = await vote(page, 'Abrigos nos pontos da linha 14');
  expect(second).not.toBe(first);
  expect(await lookUp(page, second)).not.toContain('A later ballot replaced it.');
  const old = await lookUp(page, first);
  expect(old).toContain('This ballot is on the board.');
  expect(old).toContain('A later ballot replaced it.');
});

test('Bento presses twice and has one ballot', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('bento'));
  await choose(page, 'Sala de leitura na antiga casa da balsa');
  const tracker = await sealBallot(page);
  await castButton(page).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  expect(await receivedTracker(page)).toBe(tracker);
  const sent = guard.requests.filter((request) => request.url().endsWith('/ballots'));
  expect(sent).toHaveLength(1);
  expect(await lookUp(page, tracker)).not.toContain('A later ballot replaced it.');
});

test('Carla reloads in the middle and loses nothing', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('carla'));
  await choose(page, 'Sala de música no clube da juventude', 'Postes de luz na Travessa do Forno');
  await expect(page.getByText('3 choices left', { exact: true })).toBeVisible();
  const order = await page.getByRole('main').getByRole('heading', { level: 3 }).allTextContents();
  await page.reload();
  await expect(page.getByText('3 choices left', { exact: true })).toBeVisible();
  expect(await page.getByRole('main').getByRole('heading', { level: 3 }).allTextContents()).toEqual(order);

  const tracker = await sealBallot(page);
  await page.reload();
  expect(await sealedTracker(page)).toBe(tracker);
  expect(await cast(page)).toBe(tracker);
  await page.reload();
  expect(await receivedTracker(page)).toBe(tracker);
});

test('Dario gets the same receipt when the first answer is lost', async ({ page, guard }) => {
  guard.expectError(/ERR_FAILED/);
  await signInWithCode(page, guard, codeOf('dario'));
  await choose(page, 'Árvores e bancos na Rua das Flores');
  const tracker = await sealBallot(page);
  const answers: string[] = [];
  const keys = new Set<string | undefined>();
  await page.route('**/ballots', async (route) => {
    const answer = await route.fetch();
    answers.push(await answer.text());
    keys.add(route.request().headers()['idempotency-key']);
    if (answers.length === 1) await route.abort();
    else await route.fulfill({ response: answer });
  });
  await castButton(page).click();
  await expect(page.getByText('No answer yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Try now' }).click();
  expect(await receivedTracker(page)).toBe(tracker);
  expect(answers).toHaveLength(2);
  expect(answers[1]).toBe(answers[0]);
  expect(keys.size).toBe(1);
  expect(await lookUp(page, tracker)).toContain('This ballot is on the board.');
});

test('Elisa reloads while her ballot is on its way, and it goes on by itself', async ({ page, guard }) => {
  guard.expectError(/ERR_FAILED/);
  await signInWithCode(page, guard, codeOf('elisa'));
  await choose(page, 'Espera coberta no posto de saúde');
  const tracker = await sealBallot(page);
  await page.route('**/ballots', (route) => route.abort());
  await castButton(page).click();
  await expect(page.getByText('No answer yet.')).toBeVisible();
  await page.unroute('**/ballots');
  // Her choices cannot change under a ballot that may be recorded already.
  await page.goto('/en/vote/ribeira-2027');
  expect(await receivedTracker(page)).toBe(tracker);
});

test('Fabio opens a second tab: both show the same ballot, and it is cast once', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('fabio'));
  await choose(page, 'Ciclovia até o mercado');
  const tracker = await sealBallot(page);
  const other = await page.context().newPage();
  await other.goto('/en/vote/ribeira-2027/check');
  // The key of the code stays in the tab where it was typed; this device has no registered key yet.
  expect(await sealedTracker(other)).toBe(tracker);
  await expect(other.getByRole('heading', { name: 'Type your voting code once more' })).toBeVisible();
  await codeField(other).fill(codeOf('gilda'));
  await other.getByRole('button', { name: 'Use this code' }).click();
  await expect(other.getByText('This is not the code that you signed in with.').first()).toBeVisible();
  expect(await cast(page)).toBe(tracker);
  await other.reload();
  await expect(other.getByRole('heading', { name: 'There are no choices on this device' })).toBeVisible();
  await other.goto('/en/vote/ribeira-2027/receipt');
  expect(await shownTracker(other)).toBe(tracker);
});

test('Gilda wants one more than she may: it is explained, and nothing is taken away', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('gilda'));
  await expect(page.getByText('5 choices left', { exact: true })).toBeVisible();
  const titles = (await page.getByRole('main').getByRole('heading', { level: 3 }).allTextContents()).slice(0, 6);
  await choose(page, ...titles.slice(0, 5));
  await expect(page.getByText('No choice left', { exact: true })).toBeVisible();
  const sixth = toggle(page, titles[5] as string);
  await expect(sixth).toHaveAttribute('aria-disabled', 'true');
  await expect(sixth).toHaveAccessibleDescription('You have used all 5 choices. Remove one first.');
  await sixth.click({ force: true });
  await expect(page.getByText('5 of 5 chosen', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: `Remove ${titles[0]}` }).click();
  await choose(page, titles[5] as string);
  await page.getByRole('button', { name: 'Undo last change' }).click();
  await expect(page.getByText('4 of 5 chosen', { exact: true })).toBeVisible();
});

test('Hugo casts a blank vote', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('hugo'));
  await choose(page, 'Ciclovia até o mercado');
  await page.getByRole('button', { name: 'Remove Ciclovia até o mercado' }).click();
  await page.getByRole('link', { name: 'Check my choices' }).click();
  await expect(page.getByText('You chose nothing.')).toBeVisible();
  await sealedTracker(page);
  await cast(page);
});
