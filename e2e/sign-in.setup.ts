import { STAFF, signInAsStaff } from './support/staff';
import { expect, test } from './support/test';

for (const [name, { email, state }] of Object.entries(STAFF)) {
  test(`${name} signs in by a link in the outbox`, async ({ page }) => {
    await signInAsStaff(page, email);
    await expect(page).toHaveURL(name === 'ana' ? /\/en\/admin$/ : /\/en\/trustee$/);
    await page.context().storageState({ path: state });
  });
}
