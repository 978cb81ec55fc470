import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { Guard } from './guard';

export const testButton = (page: Page) => page.getByRole('button', { name: 'Test this ballot' });

/** Opens the sealed ballot and returns the address that the square code holds, whose fragment no request may carry. */
export async function openBallot(page: Page, guard: Guard): Promise<{ address: string; opening: string }> {
  await testButton(page).click();
  await expect(page.getByRole('heading', { name: 'This ballot is open and can never be cast' })).toBeFocused();
  const address = (await page.getByRole('link', { name: 'Open the checking page' }).getAttribute('href')) ?? '';
  const opening = new URL(address).hash.slice(1);
  expect(opening).toMatch(/^[A-Za-z0-9_-]{384}$/);
  guard.keepSecret(opening);
  return { address, opening };
}

/** The same opening with other bytes, its checksum made to fit: what a forger would hand out. */
export function forge(opening: string, change: (bytes: Buffer) => void): string {
  const bytes = Buffer.from(opening, 'base64url');
  change(bytes);
  bytes[bytes.length - 1] = createHash('sha256').update(bytes.subarray(0, -1)).digest()[0] as number;
  return bytes.toString('base64url');
}
