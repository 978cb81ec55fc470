import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from './support/axe';
import { largo } from './support/largo';
import { castButton, choose, lookUp, sealBallot, signInWithCode, vote } from './support/residents';
import * as round from './support/round';
import { STAFF, signInAsStaff } from './support/staff';
import { expect, test } from './support/test';
import { makeKey, shuffle, tryToOpen } from './support/trustees';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);
/** A retry finds the first try's round: names are new each time. */
const mark = Date.now().toString(36);
const PLACE = { round: `Praça ${mark}`, contest: `Praça do Moinho ${mark}` };
const NADIA = { name: 'Nádia Couto', email: `nadia.${mark}@example.org`, passphrase: 'lantern orbit walnut staircase' };
const OMAR = { name: 'Omar Vieira', email: `omar.${mark}@example.org`, passphrase: 'copper meadow violin thursday' };
const FONTE = 'Fonte de água na praça';
const BANCOS = 'Bancos à sombra das mangueiras';
const HORTA = 'Horta junto à escola';
const LUZES = 'Luzes no coreto';

test.describe('Ana carries a round from nothing to a result that anybody can check', () => {
  test.use({ storageState: STAFF.ana.state });
  test.setTimeout(240_000);

  test('with two trustees, three residents and an outsider', async ({ page: ana, meet, guard }, testInfo) => {
    guard.keepSecret(NADIA.passphrase, OMAR.passphrase);

    const [roundSlug, slug] = await test.step('Ana prepares a round, its money, its contest and its roll', async () => {
      const roundSlug = await round.createRound(ana, PLACE.round);
      await round.createEnvelope(ana, { name: `Praça ${mark}`, amount: '60,000' });
      const slug = await round.createContest(ana, { name: PLACE.contest, most: 2 });
      await round.offerRoll(ana, roundSlug, fixture('roll.csv'));
      await expect(ana.getByText('3 people added, 0 changed, 0 as before.')).toBeVisible();
      await expect(ana.getByText('1 row was left out.')).toBeVisible();
      const faulty = ana.getByRole('row').filter({ hasText: 'atlantis' });
      await expect(faulty).toContainText('The city has no area with this short name');
      await expect(faulty.getByRole('rowheader')).toHaveText('4');
      expect(await axe(ana)).toEqual([]);
      return [roundSlug, slug] as const;
    });

    const codes = await test.step('codes are made in her browser and stay there', async () => {
      const before = guard.requests.length;
      const codes = await round.makeCodes(ana, roundSlug, 3);
      expect([...codes.keys()]).toEqual(['praca-1', 'praca-2', 'praca-4']);
      for (const request of guard.requests.slice(before)) {
        for (const code of codes.values()) expect(request.postData() ?? '').not.toContain(code);
      }
      guard.keepSecret(...codes.values());
      return codes;
    });

    await test.step('projects come from a file and from a form', async () => {
      await round.offerProjects(ana, slug, fixture('square.pb'));
      await expect(ana.getByText('The file holds 3 projects.')).toBeVisible();
      expect(await axe(ana)).toEqual([]);
      await ana.getByRole('button', { name: 'Put these projects on the ballot' }).click();
      await ana.waitForURL(`**/admin/contests/${slug}`);
      await round.addProject(ana, { code: 'Q4', title: LUZES, cost: '24,000' });
      for (const title of [FONTE, BANCOS, HORTA])
        await expect(ana.getByRole('rowheader', { name: title })).toBeVisible();
      await expect(ana.getByRole('button', { name: 'Open voting' })).toHaveAttribute('aria-disabled', 'true');
      for (const trustee of [NADIA, OMAR]) await round.nameTrustee(ana, trustee);
      expect(await axe(ana)).toEqual([]);
    });

    const [nadia, omar] = await test.step('two trustees make their keys', async () => {
      const devices: { page: Page; keyFile: string }[] = [];
      for (const { email, passphrase } of [NADIA, OMAR]) {
        const page = await meet({ storageState: undefined });
        await signInAsStaff(page, email);
        devices.push({ page, keyFile: await makeKey(page, PLACE.contest, passphrase) });
      }
      return devices as [(typeof devices)[0], (typeof devices)[0]];
    });

    await test.step('Ana opens voting', async () => {
      await ana.reload();
      await ana.getByRole('button', { name: 'Open voting' }).click();
      await expect(ana.getByRole('dialog', { name: `Open voting in ${PLACE.contest} now?` })).toBeVisible();
      expect(await axe(ana)).toEqual([]);
      await ana.getByRole('dialog').getByRole('button', { name: 'Open voting' }).click();
      await expect(ana.getByText('Voting is open', { exact: true })).toBeVisible();
    });

    const [otto, paula, rui] = [
      await meet({ storageState: undefined }),
      await meet({ storageState: undefined }),
      await meet({ storageState: undefined }),
    ];
    const trackers = await test.step('Otto and Paula vote; Otto changes his mind', async () => {
      await signInWithCode(otto, guard, codes.get('praca-1') as string, { slug });
      const first = await vote(otto, HORTA);
      await signInWithCode(paula, guard, codes.get('praca-2') as string, { slug });
      const paulas = await vote(paula, BANCOS, LUZES);
      await otto.getByRole('link', { name: 'Vote again' }).click();
      const last = await vote(otto, FONTE, BANCOS);
      return { first, paulas, last };
    });

    await test.step('Rui hesitates until Ana has closed voting', async () => {
      guard.expectError(/status of 409/);
      await signInWithCode(rui, guard, codes.get('praca-4') as string, { slug });
      await choose(rui, HORTA);
      await sealBallot(rui);
      await ana.reload();
      await expect(ana.getByText('66.7% of 3 people who may vote')).toBeVisible();
      await ana.getByRole('button', { name: 'Close voting now' }).click();
      await ana.getByRole('dialog').getByRole('button', { name: 'Close voting now' }).click();
      await expect(ana.getByText('Closed, not counted yet')).toBeVisible();
      await castButton(rui).click();
      await expect(rui.getByText('Voting closed before this ballot arrived.')).toBeVisible();
      expect(await axe(rui)).toEqual([]);
    });

    await test.step('the trustees shuffle, one after the other', async () => {
      await omar.page.reload();
      await expect(omar.page.getByRole('heading', { level: 1, name: 'The ballots are being shuffled' })).toBeVisible();
      await shuffle(nadia.page);
      await expect(nadia.page.getByText('You have shuffled the ballots.')).toBeVisible();
      expect(await axe(nadia.page)).toEqual([]);
      await shuffle(omar.page);
      await expect(omar.page.getByRole('heading', { level: 1, name: 'Open your part of the ballots' })).toBeVisible();
    });

    await test.step('a wrong file and a wrong passphrase open nothing and send nothing', async () => {
      await nadia.page.reload();
      const before = guard.requests.length;
      await tryToOpen(nadia.page, fixture('square.pb'), NADIA.passphrase);
      await expect(nadia.page.getByText('This is not a key file.')).toBeVisible();
      await tryToOpen(nadia.page, omar.keyFile, NADIA.passphrase);
      await expect(nadia.page.getByText('This is not the key that you handed in.')).toBeVisible();
      await tryToOpen(nadia.page, nadia.keyFile, OMAR.passphrase);
      await expect(nadia.page.getByText('The passphrase is wrong.')).toBeVisible();
      expect(await axe(nadia.page)).toEqual([]);
      const sent = guard.requests.slice(before).filter((request) => request.method() === 'POST');
      expect(sent.map((request) => request.url())).toEqual([]);
    });

    await test.step('both open their part, and the count runs by itself', async () => {
      await tryToOpen(nadia.page, nadia.keyFile, NADIA.passphrase);
      await expect(nadia.page.getByRole('heading', { level: 1, name: 'You have opened your part' })).toBeVisible({
        timeout: 60_000,
      });
      await tryToOpen(omar.page, omar.keyFile, OMAR.passphrase);
      await expect(
        omar.page.getByRole('heading', { level: 1, name: /^(Enough parts are open|The result is out)$/ }),
      ).toBeVisible({
        timeout: 60_000,
      });
      await expect(async () => {
        await omar.page.reload();
        await expect(omar.page.getByRole('heading', { level: 1, name: 'The result is out' })).toBeVisible({
          timeout: 500,
        });
      }).toPass();
    });

    await test.step('an outsider reads the result and checks it on their own machine', async () => {
      const outsider = await meet({ storageState: undefined });
      await outsider.goto(`/en/results/${roundSlug}/${slug}`);
      const winners = outsider.getByRole('region', { name: 'Chosen', exact: true }).getByRole('heading', { level: 3 });
      await expect(winners).toHaveText([BANCOS, LUZES]);
      const losers = outsider.getByRole('region', { name: 'Not chosen this time' }).getByRole('heading', { level: 3 });
      await expect(losers).toHaveText([FONTE, HORTA]);
      await expect(outsider.getByText('2 people voted.')).toBeVisible();
      expect(await axe(outsider)).toEqual([]);

      const saving = outsider.waitForEvent('download');
      await outsider.getByRole('link', { name: 'Download everything' }).click();
      const bundle = testInfo.outputPath('bundle.tar');
      await (await saving).saveAs(bundle);
      const verdict = largo('verify', bundle);
      expect(verdict, verdict.output).toMatchObject({ code: 0 });

      const link = outsider.getByRole('link', { name: 'Counted ballots (JSON)' });
      await outsider.getByText('Single files').click();
      const file = outsider.waitForEvent('download');
      await link.click();
      const counted = JSON.parse(readFileSync(await (await file).path(), 'utf8')) as {
        ballots: { chosen: string[] }[];
      };
      expect(counted.ballots.map(({ chosen }) => chosen.join()).sort()).toEqual(['Q1,Q2', 'Q2,Q4']);

      expect(await lookUp(outsider, trackers.paulas, { slug })).toContain('This ballot is on the board.');
      const last = await lookUp(outsider, trackers.last, { slug });
      expect(last).toContain('This ballot is on the board.');
      expect(last).not.toContain('A later ballot replaced it.');
      expect(await lookUp(outsider, trackers.first, { slug })).toContain('A later ballot replaced it.');
    });

    await test.step('everything that Ana and the trustees did is in the log', async () => {
      await ana.goto('/en/admin/audit');
      await expect(ana.getByText('The chain of entries is unbroken.')).toBeVisible();
      for (const act of [
        'Opened voting',
        'Closed voting',
        'Shuffled the ballots',
        'Opened their part',
        'Published the count',
      ])
        await expect(ana.getByRole('cell', { name: act }).first()).toBeVisible();
    });
  });
});
