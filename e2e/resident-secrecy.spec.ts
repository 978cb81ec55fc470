import { z } from 'zod';
import { storedOnDevice } from './support/device';
import { castButton, choose, codeOf, receivedTracker, sealBallot, signInWithCode } from './support/residents';
import { expect, test } from './support/test';

const CHOSEN = ['Cozinha e horta comunitária', 'Abrigos nos pontos da linha 14'];

test('what Ines chooses is in no request, no address, no receipt and no storage', async ({ page, guard }) => {
  await signInWithCode(page, guard, codeOf('ines'));
  await page.waitForLoadState('networkidle');
  guard.keepSecret(...CHOSEN, 'Cozinha equipada', 'Nove abrigos');
  const loaded = guard.requests.length;
  await choose(page, ...CHOSEN);
  await expect(page.getByText('3 choices left', { exact: true })).toBeVisible();
  expect(guard.requests.slice(loaded).map((request) => request.url())).toEqual([]);

  const draft = await storedOnDevice(page);
  expect(draft.databases['largo-voting']?.drafts).toHaveLength(1);
  const tracker = await sealBallot(page);
  const sealed = guard.requests.length;
  await castButton(page).click();
  expect(await receivedTracker(page)).toBe(tracker);

  const posts = guard.requests.slice(sealed).filter((request) => request.method() === 'POST');
  expect(posts.map((request) => new URL(request.url()).pathname.replace(/contests\/[^/]+/, 'contests/ID'))).toEqual([
    '/api/v1/contests/ID/credentials',
    '/api/v1/contests/ID/ballots',
  ]);
  // The ballot's signature authorises it; who sent it is not part of the request.
  const headers = await posts[1]?.allHeaders();
  expect(headers).not.toHaveProperty('cookie');

  const shown = await page.getByRole('main').textContent();
  for (const title of CHOSEN) expect(shown).not.toContain(title);
  const after = await storedOnDevice(page);
  expect(after.databases['largo-voting']).toMatchObject({ drafts: [], sealed: [] });
  expect(after.databases['largo-voting']?.receipts).toHaveLength(1);
  expect(after.caches).toEqual([]);
  const kept = JSON.stringify(after);
  expect(kept).not.toContain('chosen');
  for (const title of CHOSEN) expect(kept).not.toContain(title);
});

test('ballots with many, few and no choices look alike', async ({ meet, guard }) => {
  const shapes = [];
  for (const [resident, titles] of [
    ['ines', []],
    ['joel', CHOSEN],
    [
      'hugo',
      [...CHOSEN, 'Ciclovia até o mercado', 'Espera coberta no posto de saúde', 'Postes de luz na Travessa do Forno'],
    ],
  ] as const) {
    const page = await meet();
    await signInWithCode(page, guard, codeOf(resident));
    await choose(page, 'Ciclovia até o mercado');
    await page.getByRole('button', { name: 'Remove Ciclovia até o mercado' }).click();
    await choose(page, ...titles);
    await sealBallot(page);
    const { databases } = await storedOnDevice(page);
    const [sealed] = z.tuple([z.object({ ballot: z.string() })]).parse(databases['largo-voting']?.sealed);
    shapes.push(shapeOf(JSON.parse(sealed.ballot)));
  }
  expect(shapes[1]).toEqual(shapes[0]);
  expect(shapes[2]).toEqual(shapes[0]);
});

/** Names and lengths, without what stands there; decimal numbers may differ by leading zeros, so their length is left out. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return /^\d+$/.test(value) ? 'number' : value.length;
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}
