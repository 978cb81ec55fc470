'use client';

import { Link, usePathname } from '@/i18n/navigation';
import { currentEntry, type NavItem } from './current-entry';

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
