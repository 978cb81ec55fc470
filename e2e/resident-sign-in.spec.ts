import { randomBytes } from 'node:crypto';
import { generateCode } from '@/lib/protocol/registration';
import { choose, codeField, codeOf, signInWithCode, typeCode } from './support/residents';
import { expect, test } from './support/test';

/** A sound code that nobody was ever given. */
const unknownCode = () => generateCode((length) => new Uint8Array(randomBytes(length)));
const asksServer = (url: string) => /sign-in(\/challenge)?$/.test(new URL(url).pathname);

test('Lucas mistypes his code, and his device tells him where', async ({ page, guard }) => {
  const code = codeOf('lucas');
  await page.goto('/en/sign-in?next=/vote/ribeira-2027');
  const before = guard.requests.length;
  await typeCode(page, `${code.slice(1, 2)}${code.slice(0, 1)}${code.slice(2)}`);
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/typing mistake/);
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused();
  await typeCode(page, code.slice(0, -2));
  await expect(page.getByRole('main').getByRole('alert')).toContainText('You typed 22. 2 are missing.');
  await typeCode(page, `${code.slice(0, -1)}€`);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('It cannot hold “€”.');
  await typeCode(page, '  ');
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Type your voting code.');
  const asked = guard.requests.slice(before).filter((request) => request.method() === 'POST');
  expect(asked.map((request) => request.url())).toEqual([]);
});

test('a sound code that is not on the roll is refused by the server, and stays in its field', async ({
  page,
  guard,
}) => {
  const code = unknownCode();
  guard.keepSecret(code);
  await page.goto('/en/sign-in');
  await typeCode(page, code);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This code is not on the roll of this vote.');
  await expect(codeField(page)).toHaveValue(code);
  await expect(codeField(page)).toHaveAccessibleDescription(/not on the roll/);
  expect(guard.requests.some((request) => asksServer(request.url()))).toBe(true);
  await page.goto('/en/vote/ribeira-2027');
  await expect(page).toHaveURL(/\/en\/sign-in/);
});

test('whoever keeps trying one code is made to wait, and everybody else goes on', async ({ page, guard, meet }) => {
  const code = unknownCode();
  guard.keepSecret(code);
  await page.goto('/en/sign-in');
  const alert = page.getByRole('main').getByRole('alert');
  for (let tries = 0; tries < 10; tries += 1) {
    const answered = page.waitForResponse(
      (answer) => answer.request().method() === 'POST' && !/challenge/.test(answer.url()),
    );
    await typeCode(page, code);
    await answered;
    await expect(alert).toContainText('This code is not on the roll');
  }
  await typeCode(page, code);
  await expect(alert).toContainText(/There were too many wrong codes\. Wait 1\d minutes/);
  const marta = await meet();
  await signInWithCode(marta, guard, codeOf('marta'));
});

test('Marta signs out, and her device keeps nothing', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('marta'));
  await choose(page, 'Ciclovia até o mercado');
  await expect(page.getByText('4 choices left', { exact: true })).toBeVisible();
  await page.goto('/en/sign-in');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/en$/);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await signInWithCode(page, guard, codeOf('marta'));
  await expect(page.getByText('5 choices left', { exact: true })).toBeVisible();
});
