'use client';

import { Link, usePathname } from '@/i18n/navigation';

export interface NavItem {
  href: string;
  label: string;
}

/** The entry whose address is the longest beginning of `path`; the home page only when it is the page itself. */
export function currentEntry(path: string, items: readonly NavItem[]): string | null {
  const fits = items.filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)));
  return fits.reduce<string | null>((best, { href }) => (best && best.length >= href.length ? best : href), null);
}

/** Knows the current page on the server too, so it is right before any script has loaded. */
export function NavLinks({ items }: { items: NavItem[] }) {
  const current = currentEntry(usePathname(), items);
  return items.map(({ href, label }) => (
    <li key={href}>
      <Link href={href} {...(href === current && { 'aria-current': 'page' })}>
        {label}
      </Link>
    </li>
  ));
}
