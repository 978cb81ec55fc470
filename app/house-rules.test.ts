import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** Lines that match, as "file:line text". */
function findings(paths: string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
}

const styles = files('app', /\.css$/);
const markup = [...files('app', /\.tsx$/), ...files('components', /\.tsx$/)];

const rawColour = /#[\da-f]{3,8}\b(?![^"'`]*\bhref)|\b(?:rgb|hsl|oklch|lab)a?\(/i;
const physicalProperty =
  /(?:margin|padding|border|inset)-(?:left|right)|(?:^|[\s;{])(?:left|right):|text-align:\s*(?:left|right)/;
const physicalUtility = /["'`\s](?:-?[mp][lr]-|-?(?:left|right)-\d|text-(?:left|right)\b|rounded-[lr]\b|border-[lr]\b)/;

describe('house rules of the look', () => {
  test('the patterns find what they are for', () => {
    expect(rawColour.test('color: #fff;')).toBe(true);
    expect(rawColour.test('fill="rgb(0 0 0)"')).toBe(true);
    expect(physicalProperty.test('  margin-left: 1rem;')).toBe(true);
    expect(physicalUtility.test('className="ml-4"')).toBe(true);
    expect(physicalUtility.test('className="ms-4 me-2"')).toBe(false);
  });

  test('colours are written in tokens.css only', () => {
    const elsewhere = styles.filter((path) => !path.endsWith('tokens.css'));
    expect(elsewhere.length).toBeGreaterThan(5);
    expect(findings([...elsewhere, ...markup], rawColour)).toEqual([]);
  });

  test('nothing carries a style attribute, which the content security policy would block', () => {
    expect(markup.length).toBeGreaterThan(50);
    expect(findings(markup, /\sstyle=/)).toEqual([]);
  });

  test('nothing knows left from right', () => {
    expect(findings(styles, physicalProperty)).toEqual([]);
    expect(findings(markup, physicalUtility)).toEqual([]);
  });
});
