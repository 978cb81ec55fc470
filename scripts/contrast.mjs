#!/usr/bin/env node
/**
 * Resolves the design tokens for every theme and measures the contrast of every pair in use (WCAG 2.2, 1.4.3 and 1.4.11:
 * text 4.5, large text and edges of controls 3; running text asks for 7). Prints a table; exits 1 if a pair falls short.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [body, text, edge] = [7, 4.5, 3];

/** Foreground, background, least ratio. */
export const pairs = [
  ...['bg', 'surface', 'surface-2'].map((ground) => ['ink', ground, body]),
  ...['bg', 'surface', 'surface-2'].map((ground) => ['ink-2', ground, text]),
  ...['brand-soft', 'ok-soft', 'warn-soft', 'bad-soft'].map((ground) => ['ink', ground, body]),
  ...['brand-soft', 'spark-soft'].map((ground) => ['ink-2', ground, text]),
  ['ink-3', 'surface', text],
  ...['bg', 'surface', 'brand-soft', 'ok-soft', 'warn-soft', 'bad-soft'].map((ground) => ['link', ground, text]),
  ['link', 'surface-2', text],
  ['on-brand', 'brand', text],
  ['on-brand', 'brand-hover', text],
  ['brand-ink', 'brand-soft', text],
  ['brand-ink', 'brand-soft-2', text],
  ['on-hero', 'hero', text],
  ['on-hero', 'hero-2', text],
  ['on-hero-2', 'hero', text],
  ['on-hero-2', 'hero-2', text],
  ['on-spark', 'spark', text],
  ['on-spark', 'spark-hover', text],
  ['spark', 'hero', edge],
  ['ok-ink', 'ok-soft', text],
  ['on-ok', 'ok', text],
  ['warn-ink', 'warn-soft', text],
  ['bad-ink', 'bad-soft', text],
  ['bad-ink', 'surface', text],
  ['bad-ink', 'bg', text],
  ['on-bad', 'bad', text],
  ['on-bad', 'bad-ink', text],
  ['bad', 'surface', text],
  ['ok', 'surface', text],
  ['surface', 'ink', body],
  ...['surface', 'bg', 'surface-2'].map((ground) => ['line-strong', ground, edge]),
  ...['bg', 'surface', 'focus-halo'].map((ground) => ['focus', ground, edge]),
  ...['brand', 'bad', 'ok'].map((edgeColour) => [edgeColour, 'bg', edge]),
  ...[1, 2, 3, 4, 5, 6, 7].map((index) => [`data-${index}`, 'surface', edge]),
];

/** Custom properties declared in the first block that `selector` opens. */
function declarations(css, selector) {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`tokens have no block for ${selector}`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]),
  );
}

/** Tokens of the light, dark and contrast themes; the later two inherit what they do not redefine. */
export function readThemes(source) {
  const css = source.replace(/\/\*[\s\S]*?\*\//g, '');
  const light = declarations(css, ':root');
  const themed = (name) => ({ ...light, ...declarations(css, `:root[data-theme="${name}"]`) });
  return { light, dark: themed('dark'), contrast: themed('contrast') };
}

/** Follows `var()` to a colour written as #rgb or #rrggbb; throws on anything else, so that no pair goes unmeasured. */
export function resolveColour(tokens, name) {
  let value = tokens[`--${name}`];
  for (let steps = 0; value?.startsWith('var(') && steps < 10; steps += 1) value = tokens[value.slice(4, -1)];
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(value ?? '');
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  if (!/^#[\da-f]{6}$/i.test(value ?? '')) throw new Error(`--${name} is not a colour: ${value}`);
  return value;
}

/** Relative luminance of #rrggbb, between 0 and 1. */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, between 1 and 21. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
}

/** Every pair in every theme: `{ theme, foreground, background, least, ratio }`. */
export function measure(source) {
  return Object.entries(readThemes(source)).flatMap(([theme, tokens]) =>
    pairs.map(([foreground, background, least]) => {
      const ratio = contrast(resolveColour(tokens, foreground), resolveColour(tokens, background));
      return { theme, foreground, background, least, ratio };
    }),
  );
}

function main() {
  const measured = measure(readFileSync(new URL('../app/tokens.css', import.meta.url), 'utf8'));
  for (const { theme, foreground, background, least, ratio } of measured) {
    const verdict = ratio < least ? 'TOO LOW' : 'ok';
    console.log(
      `${theme.padEnd(9)} ${`${foreground} on ${background}`.padEnd(26)} ${ratio.toFixed(2).padStart(5)} of ${least}  ${verdict}`,
    );
  }
  const failing = measured.filter(({ least, ratio }) => ratio < least).length;
  console.log(failing ? `${failing} pairs fall short` : `all ${measured.length} pairs pass`);
  process.exitCode = failing ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
