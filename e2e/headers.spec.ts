import { RIBEIRA } from './support/residents';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

test('every page has a policy of its own, with a new nonce each time and nothing inline', async ({ request }) => {
  const nonces = new Set<string>();
  const paths = ['/en', '/pt-BR', `/en/vote/${RIBEIRA.slug}`, '/en/staff', '/en/nowhere', '/nowhere', '/en'];
  for (const path of paths) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    const [, nonce = ''] = policy.match(/'nonce-([^']+)'/) ?? [];
    nonces.add(nonce);
    expect(policy, path).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval';`);
    for (const directive of [
      "default-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ]) {
      expect(policy, path).toContain(directive);
    }
    expect(policy, path).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers, path).not.toHaveProperty('x-powered-by');
  }
  expect(nonces.size).toBe(paths.length);
});

test('answers of the API carry the same protections and are not kept', async ({ request }) => {
  const headers = (await request.post('/api/v1/sign-in/challenge')).headers();
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
});

test('scripts come with the policy that binds workers', async ({ page, request }) => {
  await page.goto('/en');
  const sources = await page
    .locator('script[src]')
    .evaluateAll((all) => all.map((one) => (one as HTMLScriptElement).src));
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) {
    const policy = (await request.get(source)).headers()['content-security-policy'];
    expect(policy).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
  }
});

test.describe('a session', () => {
  test.use({ storageState: STAFF.helena.state });
  test('lives in a cookie that no script can read and no other site can send', async ({ page }) => {
    await page.goto('/en/trustee');
    const [session] = (await page.context().cookies()).filter(({ name }) => name.includes('session'));
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('session');
  });

  test('does nothing for a request that comes from another site', async ({ page, baseURL }) => {
    const post = (origin: string) =>
      page.context().request.post('/api/v1/sign-in', {
        data: '{}',
        headers: { origin, 'content-type': 'application/json' },
      });
    expect((await post('https://stranger.example')).status()).toBe(404);
    expect((await post(baseURL as string)).status()).toBe(400);
  });
});
