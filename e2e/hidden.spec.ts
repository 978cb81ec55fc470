import type { APIRequestContext, Page } from '@playwright/test';
import { CIDADE, codeOf, RIBEIRA, signInWithCode } from './support/residents';
import { STAFF } from './support/staff';
import { expect, test } from './support/test';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const OF_ADMINISTRATORS = [
  '/admin',
  '/admin/audit',
  '/admin/trustees',
  '/admin/rounds',
  '/admin/rounds/new',
  '/admin/rounds/2027',
  '/admin/rounds/2027/roll',
  '/admin/rounds/2027/codes',
  '/admin/rounds/2027/codes/file',
  '/admin/rounds/2027/calendar',
  '/admin/rounds/2027/envelopes/new',
  `/admin/contests/${RIBEIRA.slug}`,
  `/admin/contests/${RIBEIRA.slug}/edit`,
  `/admin/contests/${RIBEIRA.slug}/import`,
];

type Seen = { status: number | undefined; title: string; text: string | null; headings: string[] };

async function see(page: Page, path: string): Promise<Seen> {
  const response = await page.goto(`/en${path}`);
  return {
    status: response?.status(),
    title: await page.title(),
    text: await page.getByRole('main').textContent(),
    headings: await page.getByRole('heading').allTextContents(),
  };
}

/** Every page that is not theirs looks like one that does not exist (SEC-10). */
async function expectHidden(page: Page, paths: readonly string[]): Promise<void> {
  const missing = await see(page, '/admin/rounds/there-is-none');
  expect(missing.status).toBe(404);
  for (const path of paths) expect(await see(page, path), path).toEqual(missing);
}

async function ceremonies(page: Page): Promise<string[]> {
  await page.goto('/en/trustee');
  const links = page.getByRole('main').getByRole('listitem').getByRole('link');
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href')?.replace('/en', '') ?? ''));
}

test.describe('what is not yours looks like what does not exist', () => {
  test.beforeEach(({ guard }) => guard.expectError(/status of 404/));

  test('to somebody who is not signed in, and to a resident', async ({ page, guard, meet }) => {
    const helena = await meet({ storageState: STAFF.helena.state });
    const paths = [
      ...OF_ADMINISTRATORS,
      '/trustee',
      `/trustee/${UNKNOWN}`,
      '/staff/account',
      ...(await ceremonies(helena)),
    ];
    await expectHidden(page, paths);
    await signInWithCode(page, guard, codeOf('sara'));
    await expectHidden(page, [...OF_ADMINISTRATORS, '/trustee', ...(await ceremonies(helena))]);
  });

  test('to a trustee, and to an administrator', async ({ meet }) => {
    const helena = await meet({ storageState: STAFF.helena.state });
    const hers = await ceremonies(helena);
    expect(hers.length).toBeGreaterThan(0);
    await expectHidden(helena, [...OF_ADMINISTRATORS, `/trustee/${UNKNOWN}`]);
    const ana = await meet({ storageState: STAFF.ana.state });
    await expectHidden(ana, ['/trustee', ...hers]);
  });

  test('on every address of the API', async ({ request, meet }) => {
    const helena = await meet({ storageState: STAFF.helena.state });
    const [ceremony = ''] = await ceremonies(helena);
    const contest = ceremony.split('/').at(-1) as string;
    for (const asked of [request, helena.context().request]) await expectHiddenApi(asked, contest);
    const ana = await meet({ storageState: STAFF.ana.state });
    for (const path of ['mixes', 'openings', 'ceremony'].map((name) => `contests/${contest}/${name}`)) {
      const answer = await ana.context().request.post(`/api/v1/${path}`, { data: '{}' });
      expect(answer.status(), path).toBe(404);
    }
    for (const path of [`contests/${contest}/ceremony`, 'mixer']) {
      expect((await ana.context().request.get(`/api/v1/${path}`)).status(), path).toBe(404);
    }
    // Before it is counted, a contest has no files; before it is closed, no archive.
    const open = (await ceremonyOf(helena, RIBEIRA.slug)) ?? contest;
    for (const name of ['bundle', 'archive', 'files/counted.json']) {
      expect((await request.get(`/api/v1/contests/${open}/${name}`)).status(), name).toBe(404);
    }
  });
});

async function expectHiddenApi(request: APIRequestContext, contest: string): Promise<void> {
  const posts = (round: string, id: string) => [
    `rounds/${round}/roll`,
    `rounds/${round}/registration-keys`,
    `rounds/${round}/registration-keys?preview=1`,
    `contests/${id}/projects`,
    `contests/${id}/projects?preview=1`,
  ];
  const answersTo = async (round: string, id: string) => {
    const answers = [await request.get(`/api/v1/rounds/${round}/entries-without-code`)];
    for (const path of posts(round, id)) answers.push(await request.post(`/api/v1/${path}`, { data: 'x' }));
    return Promise.all(answers.map(async (answer) => ({ status: answer.status(), text: await answer.text() })));
  };
  const existing = await answersTo('2027', contest);
  expect(existing).toEqual(await answersTo('there-is-none', UNKNOWN));
  for (const { status, text } of existing)
    expect({ status, code: JSON.parse(text).code }).toEqual({ status: 404, code: 'not_found' });
}

/** The contest's id, from the row of a trustee's list. */
async function ceremonyOf(trustee: Page, slug: string): Promise<string | undefined> {
  for (const path of await ceremonies(trustee)) {
    await trustee.goto(`/en${path}`);
    if ((await trustee.title()).includes(slug === CIDADE.slug ? 'Toda a cidade' : 'Ribeira'))
      return path.split('/').at(-1);
  }
}
