import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { APIResponse, Page } from '@playwright/test';
import type { Guard } from './support/guard';
import { CIDADE, castButton, choose, codeOf, type Resident, sealBallot, signInWithCode } from './support/residents';
import { expect, type Meet, test } from './support/test';

type Ballot = { url: string; text: string; tracker: string };

/** A ballot as this resident's browser would cast it; the page thinks that its answer was lost. */
async function takeBallot(meet: Meet, guard: Guard, resident: Resident): Promise<Ballot> {
  guard.expectError(/ERR_FAILED/);
  const page: Page = await meet();
  await signInWithCode(page, guard, codeOf(resident));
  await choose(page, 'Ciclovia até o mercado');
  const tracker = await sealBallot(page);
  const taken = new Promise<{ url: string; text: string }>((resolve) => {
    page.route('**/ballots', async (route) => {
      const request = route.request();
      resolve({ url: request.url(), text: request.postData() ?? '' });
      await route.abort();
    });
  });
  await castButton(page).click();
  const ballot = { ...(await taken), tracker };
  await page.context().close();
  return ballot;
}

const newKey = () => crypto.randomUUID();

async function problemOf(response: APIResponse): Promise<{ status: number; code: string; detail?: string }> {
  expect(response.headers()['content-type']).toBe('application/problem+json');
  const { status, code, detail } = await response.json();
  expect(status).toBe(response.status());
  return { status, code, ...(detail && { detail }) };
}

test('forged, foreign, replayed and malformed ballots are refused with a reason and leave no trace', async ({
  meet,
  guard,
  request,
}) => {
  const [lucas, marta] = [await takeBallot(meet, guard, 'lucas'), await takeBallot(meet, guard, 'marta')];
  const cast = (data: string, key: string | null = newKey(), url = lucas.url) =>
    request.post(url, {
      data,
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    });
  const refusal = async (data: string) => problemOf(await cast(data));
  const find = (tracker: string) =>
    request.get(`${lucas.url.replace(/ballots$/, 'tracker')}?q=${encodeURIComponent(tracker)}`);

  await test.step('what is no ballot of this contest', async () => {
    const genuine = JSON.parse(lucas.text);
    const other = JSON.parse(marta.text);
    const flipped = lucas.text.replace(/"response":"(\d)/, (_, digit) => `"response":"${(Number(digit) % 9) + 1}`);
    const stolen = JSON.stringify({ ...genuine, answers: other.answers });
    const renamed = JSON.stringify({ ...genuine, credential: other.credential });
    const spaced = JSON.stringify(genuine, null, 1);
    const bundle = path.join(import.meta.dirname, '../lib/protocol/fixtures/small-bundle/left-out.jsonl');
    const [foreign = ''] = readFileSync(bundle, 'utf8').split('\n');
    for (const forged of [flipped, stolen, renamed, spaced, foreign, '', '{}', '[]', 'null', '{"answers":[]}']) {
      expect(await refusal(forged), forged.slice(0, 200)).toMatchObject({ status: 422, code: 'ballot_refused' });
    }
    expect(await refusal(foreign)).toMatchObject({ detail: 'wrong_election' });
    expect(await refusal(spaced)).toMatchObject({ detail: 'not_canonical' });
  });

  await test.step('what is no proper request', async () => {
    expect(await problemOf(await cast(lucas.text, null))).toMatchObject({ status: 400, code: 'bad_request' });
    expect(await problemOf(await cast(lucas.text, 'short'))).toMatchObject({ status: 400, code: 'bad_request' });
    expect(await problemOf(await cast(`${lucas.text}${' '.repeat(5000)}`))).toMatchObject({
      status: 413,
      code: 'too_large',
    });
    const nowhere = lucas.url.replace(/contests\/[^/]+/, `contests/${crypto.randomUUID()}`);
    expect(await problemOf(await cast(lucas.text, newKey(), nowhere))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    const noId = lucas.url.replace(/contests\/[^/]+/, 'contests/1');
    expect(await problemOf(await cast(lucas.text, newKey(), noId))).toMatchObject({ status: 404, code: 'not_found' });
  });

  await test.step('a ballot of this contest, handed in for another', async () => {
    const result = await (await request.get(`/en/results/${CIDADE.round}/${CIDADE.slug}`)).text();
    const [, cidade = ''] = result.match(/\/api\/v1\/contests\/([^/"]+)\/bundle/) ?? [];
    const elsewhere = lucas.url.replace(/contests\/[^/]+/, `contests/${cidade}`);
    expect(await problemOf(await cast(lucas.text, newKey(), elsewhere))).toMatchObject({
      status: 422,
      code: 'ballot_refused',
      detail: 'wrong_election',
    });
  });

  await test.step('nothing of this was stored', async () => {
    expect((await find(lucas.tracker)).status()).toBe(404);
    expect((await find(marta.tracker)).status()).toBe(404);
  });

  await test.step('the genuine ballot counts once, however often it comes', async () => {
    const key = newKey();
    const first = await cast(lucas.text, key);
    expect(first.status()).toBe(201);
    const receipt = await first.text();
    for (const repeated of [key, newKey()]) expect(await (await cast(lucas.text, repeated)).text()).toBe(receipt);
    expect(await problemOf(await cast(marta.text, key))).toMatchObject({ status: 409, code: 'idempotency_conflict' });
    expect((await find(marta.tracker)).status()).toBe(404);
    await expect(async () => {
      expect(await (await find(lucas.tracker)).json()).toMatchObject({ state: 'on_board', replaced: false });
    }).toPass();
  });
});
