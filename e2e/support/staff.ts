import { expect, type Page } from '@playwright/test';
import { ADMINISTRATOR, TRUSTEES } from '@/prisma/seed/people';

const [HELENA, JORGE] = TRUSTEES as [(typeof TRUSTEES)[number], (typeof TRUSTEES)[number]];

/** Staff of the demo city. Links are limited to five in 15 minutes for an address, so they sign in once for all tests. */
export const STAFF = {
  ana: { ...ADMINISTRATOR, state: '.data/e2e/ana.json' },
  helena: { ...HELENA, state: '.data/e2e/helena.json' },
  jorge: { ...JORGE, state: '.data/e2e/jorge.json' },
} as const;

/** Asks for a link, finds the mail in the outbox, follows it and presses the button there. */
export async function signInAsStaff(page: Page, email: string): Promise<void> {
  await page.goto('/en/staff');
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('Look at your mail.')).toBeVisible();
  await page.getByRole('link', { name: 'Open the outbox of this demo' }).click();
  await page.waitForURL('**/outbox');
  const mail = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Your link to sign in to Largo' })
    .filter({ hasText: `To ${email}` })
    .first();
  // The mail is written after the answer: nobody learns from the time it takes who works here.
  await expect(async () => {
    if (!(await mail.isVisible())) await page.reload();
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass();
  await mail.getByRole('link').click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/en\/(admin|trustee)$/);
}
