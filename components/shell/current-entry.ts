export interface NavItem {
  /** Path without its language. */
  href: string;
  label: string;
}

/** The entry whose address is the longest beginning of `path`; the home page only when it is the page itself. */
export function currentEntry(path: string, items: readonly NavItem[]): string | null {
  const fits = items.filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)));
  return fits.reduce<string | null>((best, { href }) => (best && best.length >= href.length ? best : href), null);
}
