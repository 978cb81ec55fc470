import { directionOf } from '@/i18n/routing';

// The bundler turns each of these into the address under which globals.css loads the same file.
const text = new URL(
  '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  import.meta.url,
).href;
const headings = new URL(
  '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  import.meta.url,
).href;
const arabic = new URL('@fontsource-variable/readex-pro/files/readex-pro-arabic-wght-normal.woff2', import.meta.url)
  .href;

/** Addresses of the text and heading faces of a language's script, to fetch before the style sheet asks for them. */
export function fontsOf(locale: string): string[] {
  return directionOf(locale) === 'rtl' ? [arabic] : [text, headings];
}
