import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { demoVoters } from '@/prisma/seed/people';
import type { Guard } from './guard';

/** The demo's open contest; up to five of twelve projects. */
export const RIBEIRA = { slug: 'ribeira-2027', max: 5, projects: 12 } as const;
/** The demo's contest in which residents sign in by e-mail. */
export const ESCOLAS = { slug: 'escolas-2027' } as const;
/** The demo's counted contest. */
export const CIDADE = { slug: 'cidade-2026', round: '2026' } as const;

export type Contest = { slug: string };

/**
 * Residents of the demo by their place on its roll. No two tests cast for the same one, so that none depends on
 * another's vote. The first six have no ballot yet and their codes are printed; the last ten have none either.
 */
const PLACES = {
  alice: 30,
  bento: 31,
  carla: 32,
  dario: 33,
  elisa: 34,
  fabio: 35,
  gilda: 36,
  hugo: 37,
  ines: 38,
  joel: 39,
  karin: 2,
  lucas: 3,
  marta: 4,
  olga: 10,
  pedro: 11,
  quim: 12,
  sara: 13,
  tomas: 14,
  ursula: 15,
  vasco: 16,
  wanda: 17,
  xavier: 18,
  ulisses: 19,
} as const;

export type Resident = keyof typeof PLACES;
const codes = demoVoters('2027', 40).map(({ code }) => code);
export const codeOf = (resident: Resident): string => codes[PLACES[resident]] as string;

type SignIns = { addresses: { what: string; at: string }[]; signIns: { who: string; at: string; secret: string }[] };

/** What `npm run demo` would print. */
export const readDemoSignIns = () => JSON.parse(readFileSync('.data/e2e-sign-ins.json', 'utf8')) as SignIns;

export const codeField = (page: Page) => page.getByRole('textbox', { name: 'Your voting code' });

export async function typeCode(page: Page, code: string): Promise<void> {
  await codeField(page).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in on the way to a ballot; the code must never be in a request. */
export async function signInWithCode(page: Page, guard: Guard, code: string, { slug }: Contest = RIBEIRA) {
  guard.keepSecret(code);
  await page.goto(`/en/vote/${slug}`);
  await expect(page).toHaveURL(/\/en\/sign-in\?next=/);
  await typeCode(page, code);
  await page.waitForURL(`**/en/vote/${slug}`);
  await expect(page.getByRole('heading', { level: 1, name: /^Choose projects/ })).toBeVisible();
}

const card = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** The button that chooses a project or takes the choice back. */
export const toggle = (page: Page, title: string) =>
  card(page, title).getByRole('button', { name: /^(Choose|Chosen)/ });

export async function choose(page: Page, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    await toggle(page, title).click();
    await expect(toggle(page, title)).toHaveAttribute('aria-pressed', 'true');
  }
}

/** Step 2: waits until the ballot is encrypted and returns its tracker. */
export async function sealBallot(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Check my choices' }).filter({ visible: true }).click();
  return sealedTracker(page);
}

export async function sealedTracker(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Your ballot is locked and ready' })).toBeVisible();
  return shownTracker(page);
}

/** The tracker on screen, from what a screen reader reads letter by letter. */
export async function shownTracker(page: Page): Promise<string> {
  const letters = await page.locator('.tracker .vh').first().textContent();
  const tracker = (letters ?? '').replaceAll(' ', '');
  expect(tracker).toMatch(/^[0-9A-Za-z+/]{43}$/);
  return tracker;
}

export const castButton = (page: Page) => page.getByRole('button', { name: 'Cast this ballot' });

/** Step 3: casts and waits for the receipt, whose tracker it returns. */
export async function cast(page: Page): Promise<string> {
  await castButton(page).click();
  return receivedTracker(page);
}

export async function receivedTracker(page: Page): Promise<string> {
  await page.waitForURL('**/receipt');
  await expect(page.getByRole('heading', { level: 1, name: 'Your vote is cast and recorded' })).toBeVisible();
  return shownTracker(page);
}

/** The whole way from the list of projects to the receipt. */
export async function vote(page: Page, ...titles: string[]): Promise<string> {
  await choose(page, ...titles);
  const sealed = await sealBallot(page);
  const received = await cast(page);
  expect(received).toBe(sealed);
  return received;
}

/** Where the board says that a ballot stands. */
export async function lookUp(page: Page, tracker: string, { slug }: Contest = RIBEIRA): Promise<string> {
  await page.goto(`/en/board/${slug}`);
  await page.getByLabel('Your tracker').fill(tracker);
  await page.getByRole('button', { name: 'Find it' }).click();
  await page.waitForURL(/[?]tracker=/);
  return (await page.getByRole('main').textContent()) ?? '';
}
