import { getPathname } from '@/i18n/navigation';
import type { Locale } from '@/i18n/routing';
import { environment } from '@/lib/server/env';

/** The full address of a page of ours, for mail. */
export function staffPage(locale: Locale, href: string): string {
  return new URL(getPathname({ href, locale }), environment().NEXTAUTH_URL).href;
}
