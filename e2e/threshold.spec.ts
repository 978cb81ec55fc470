import path from 'node:path';
import type { Page } from '@playwright/test';
import { axe } from './support/axe';
import {
  confirmKey,
  expectReady,
  introduce,
  marks,
  openWithSheet,
  saveOpeningKey,
  sayTheyAreTheSame,
  unlock,
} from './support/ceremony';
import { largo } from './support/largo';
import { signInWithCode, vote } from './support/residents';
import * as round from './support/round';
import { STAFF, signInAsStaff } from './support/staff';
import { expect, test } from './support/test';
import { shuffle, tryToOpen } from './support/trustees';

const fixture = (name: string) => path.join(import.meta.dirname, 'fixtures', name);
/** A retry finds the first try's round: names are new each time. */
const mark = Date.now().toString(36);
const CONTEST = `Largo do Poço ${mark}`;
const person = (name: string, passphrase: string) => ({
  name: `${name} Sá`,
  email: `${name.toLowerCase()}.${mark}@example.org`,
  passphrase,
});
const INES = person('Ines', 'lantern orbit walnut staircase');
const BRUNO = person('Bruno', 'copper meadow violin thursday');
const CLARA = person('Clara', 'pebble harvest mirror anchor');
const MIXER = { name: 'Universidade', email: `mixer.${mark}@example.org` };

test.describe('three trustees make a key that any two of them can use', () => {
  test.use({ storageState: STAFF.ana.state });
  test.setTimeout(300_000);

  test('one leaves and comes back, two open, and an outsider shuffles too', async ({
    page: ana,
    meet,
    guard,
  }, info) => {
    guard.keepSecret(INES.passphrase, BRUNO.passphrase, CLARA.passphrase);
    const join = async (email: string) => {
      const page = await meet({ storageState: undefined });
      await signInAsStaff(page, email);
      return page;
    };
    const [slug, roundSlug, codes] = await test.step('Ana prepares a contest', async () => {
      const roundSlug = await round.createRound(ana, `Poço ${mark}`);
      await round.createEnvelope(ana, { name: `Poço ${mark}`, amount: '60,000' });
      const slug = await round.createContest(ana, { name: CONTEST, most: 2 });
      await round.offerRoll(ana, roundSlug, fixture('roll.csv'));
      await expect(ana.getByText('3 people added, 0 changed, 0 as before.')).toBeVisible();
      const codes = await round.makeCodes(ana, roundSlug, 3);
      await round.offerProjects(ana, slug, fixture('square.pb'));
      await expect(ana.getByText('The file holds 3 projects.')).toBeVisible();
      await ana.getByRole('button', { name: 'Put these projects on the ballot' }).click();
      await ana.waitForURL(`**/admin/contests/${slug}`);
      return [slug, roundSlug, codes] as const;
    });

    await test.step('she names three trustees, of whom two suffice, and two further mixers', async () => {
      for (const trustee of [INES, BRUNO, CLARA]) await round.nameTrustee(ana, trustee);
      await ana.getByText('Choose how many are needed to open').click();
      const form = ana.locator('form#threshold');
      await form.getByLabel('Some of them are enough').check();
      await form.getByLabel('How many of them are enough').fill('1');
      await form.getByRole('button', { name: 'Save this choice' }).click();
      await expect(form.getByRole('link', { name: /^Ask for at least two/ })).toBeVisible();
      await form.getByLabel('How many of them are enough').fill('2');
      await form.getByRole('button', { name: 'Save this choice' }).click();
      await expect(ana.getByText('Any 2 of the 3 trustees can open, and no fewer.')).toBeVisible();
      await round.nameMixers(ana, MIXER);
      await expect(ana.getByText('The trustees have no joint key yet.')).toBeVisible();
      expect(await axe(ana)).toEqual([]);
      await ana.getByRole('button', { name: 'Start the key ceremony' }).click();
      await expect(ana.getByText(/^Waits for Ines Sá, Bruno Sá, and Clara Sá, since/)).toBeVisible();
      expect(await axe(ana)).toEqual([]);
    });

    const [ines, bruno] = [await join(INES.email), await join(BRUNO.email)];
    const openingKey = info.outputPath('opening-key.json');
    const [files, sheet] = await test.step('everybody makes a secret; Clara then closes her browser', async () => {
      const claras = await join(CLARA.email);
      const saved = [1, 2, 3].map((owner) => info.outputPath(`key-${owner}.json`)) as [string, string, string];
      await introduce(ines, CONTEST, INES.passphrase, saved[0]);
      await expect(ines.getByText(/^Your part of this step is done\. Waiting for/)).toBeVisible();
      expect(await axe(ines)).toEqual([]);
      await introduce(bruno, CONTEST, BRUNO.passphrase, saved[1]);
      const sheet = await introduce(claras, CONTEST, CLARA.passphrase, saved[2]);
      guard.keepSecret(sheet);
      await claras.context().close();
      return [saved, sheet] as const;
    });

    await test.step('Ana sees for whom it waits and sends a reminder', async () => {
      await ana.reload();
      await ana.getByRole('button', { name: `Send ${CLARA.name} a reminder` }).click();
      await expect(ana.getByText('The reminder is on its way.')).toBeVisible();
    });

    const clara = await test.step('Clara goes on with her file on another device; all see the same marks', async () => {
      const page = await join(CLARA.email);
      await page.getByRole('link', { name: `Go on: ${CONTEST}` }).click();
      await unlock(page, files[0], CLARA.passphrase);
      await expect(page.getByText('This is not the key that you handed in.')).toBeVisible();
      expect(await axe(page)).toEqual([]);
      await unlock(page, files[2], CLARA.passphrase);
      const seen = [await marks(ines), await marks(bruno), await marks(page)];
      expect(new Set(seen).size).toBe(1);
      return page;
    });

    await test.step('they compare; their devices deal and check; they confirm', async () => {
      for (const page of [ines, bruno, clara]) await sayTheyAreTheSame(page);
      for (const page of [ines, bruno, clara]) await confirmKey(page);
      for (const page of [ines, bruno, clara]) await expectReady(page);
      expect(await axe(clara)).toEqual([]);
      await saveOpeningKey(bruno, openingKey);
    });

    await test.step('voting opens only now, and two people vote', async () => {
      await ana.reload();
      await expect(ana.getByText('The joint key is finished.')).toBeVisible();
      await ana.getByRole('button', { name: 'Open voting' }).click();
      await ana.getByRole('dialog').getByRole('button', { name: 'Open voting' }).click();
      await expect(ana.getByText('Voting is open', { exact: true })).toBeVisible();
      for (const code of ['praca-1', 'praca-2']) {
        const voter = await meet({ storageState: undefined });
        await signInWithCode(voter, guard, codes.get(code) as string, { slug });
        await vote(voter, 'Bancos à sombra das mangueiras');
      }
      await ana.getByRole('button', { name: 'Close voting now' }).click();
      await ana.getByRole('dialog').getByRole('button', { name: 'Close voting now' }).click();
      await expect(ana.getByText('Closed, not counted yet')).toBeVisible();
    });

    await test.step('two trustees shuffle, then somebody from outside, then the server', async () => {
      await shuffle(ines);
      await shuffle(bruno);
      const outsider = await meet({ storageState: undefined });
      await openMixersLink(outsider, MIXER.email);
      await expect(outsider.getByText('It is your turn. There are 2 ballots.')).toBeVisible();
      expect(await axe(outsider)).toEqual([]);
      await outsider.getByRole('button', { name: 'Check everything and shuffle' }).click();
      await expect(outsider.getByText('You have shuffled the ballots.')).toBeVisible({ timeout: 60_000 });
    });

    await test.step('Bruno opens with his opening key alone, Clara with her sheet; Ines is not needed', async () => {
      await expect(async () => {
        await bruno.reload();
        await expect(bruno.getByRole('heading', { level: 1, name: 'Open your part of the ballots' })).toBeVisible({
          timeout: 500,
        });
      }).toPass({ timeout: 60_000 });
      await expect(bruno.getByText('2 of 3 are needed, 0 are in.')).toBeVisible();
      expect(await axe(bruno)).toEqual([]);
      await bruno.route(/\/contests\/[^/]+\/ceremony$/, (route) => route.abort());
      await tryToOpen(bruno, openingKey, BRUNO.passphrase);
      await expect(bruno.getByText('2 of 3 are needed, 1 is in.')).toBeVisible({ timeout: 60_000 });
      await ana.reload();
      await expect(ana.getByText('1 of 2 is in')).toBeVisible();
      expect(await axe(ana)).toEqual([]);
      await clara.reload();
      await openWithSheet(clara, sheet);
      await expect(async () => {
        await ines.reload();
        await expect(ines.getByRole('heading', { level: 1, name: 'The result is out' })).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 60_000 });
    });

    await test.step('the result names them all and verifies', async () => {
      const visitor = await meet({ storageState: undefined });
      await visitor.goto(`/en/results/${roundSlug}/${slug}`);
      await expect(visitor.getByText(new RegExp(`${MIXER.name}, and Server of`))).toBeVisible();
      const saving = visitor.waitForEvent('download');
      await visitor.getByRole('link', { name: 'Download everything' }).click();
      const bundle = info.outputPath('bundle.tar');
      await (await saving).saveAs(bundle);
      const verdict = largo('verify', bundle);
      expect(verdict, verdict.output).toMatchObject({ code: 0 });
    });
  });
});

/** Follows the link in the outside mixer's mail, as the on-screen outbox shows it. */
async function openMixersLink(page: Page, email: string): Promise<void> {
  await page.goto('/en/outbox');
  const mail = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'You shuffle the ballots of' })
    .filter({ hasText: `To ${email}` })
    .first();
  await mail.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shuffle the ballots from outside' })).toBeVisible();
}
