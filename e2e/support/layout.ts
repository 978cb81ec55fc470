import type { Page } from '@playwright/test';

/** Smallest side of what is pressed or typed into, CSS pixels. */
const TARGET = 44;
const TARGETS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

/**
 * What is wrong with a page at its present size: it scrolls sideways, or something to press is under 44 px. Links within
 * a sentence are as high as the sentence; a box inside a label is as large as the label.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ least, targets }) => {
      const faults: string[] = [];
      const root = document.documentElement;
      const words = (element: Element) =>
        `${element.tagName.toLowerCase()} “${(element.textContent || element.getAttribute('aria-label') || element.id).trim().slice(0, 40)}”`;
      if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.body.querySelectorAll('*')].filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return right > root.clientWidth + 1 || left < -1;
        });
        faults.push(
          `scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${wide.slice(0, 3).map(words).join(', ')}`,
        );
      }
      const isInSentence = (element: Element) =>
        element.matches('a[href]') &&
        getComputedStyle(element).display === 'inline' &&
        [...(element.parentElement?.childNodes ?? [])].some(
          (node) => node !== element && (node.textContent ?? '').trim().length > 1,
        );
      for (const element of document.querySelectorAll(targets)) {
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const box = (
          element.matches('label input') ? (element.closest('label') as Element) : element
        ).getBoundingClientRect();
        const isHiddenFromSight = box.width <= 1 || box.height <= 1 || box.bottom < 0;
        if (isHiddenFromSight || isInSentence(element)) continue;
        if (box.width < least - 0.5 || box.height < least - 0.5) {
          faults.push(`${words(element)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
        }
      }
      return faults;
    },
    { least: TARGET, targets: TARGETS },
  );
}
