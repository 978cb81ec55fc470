import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What can change with the theme; everything else is the same document. */
const RULES_ON_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds against WCAG 2.2 A and AA, one line for each element. */
export async function axe(page: Page): Promise<string[]> {
  return linesOf(new AxeBuilder({ page }).withTags(RULES));
}

async function linesOf(builder: AxeBuilder): Promise<string[]> {
  // Our pages have no frames; the other way would open a second page for each.
  const { violations } = await builder.setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

/** The page as it is (the browser asks for light), then its colours in the other themes; a page does the same when somebody chooses one. */
export async function axeInThemes(page: Page, themes: readonly string[]): Promise<string[]> {
  // What glides from one colour to the next would be measured half-way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found = await axe(page);
  for (const theme of themes) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    const lines = await linesOf(new AxeBuilder({ page }).withRules(RULES_ON_COLOURS));
    found.push(...lines.map((line) => `${theme}: ${line}`));
  }
  return found;
}
