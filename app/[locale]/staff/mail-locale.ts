import { hasLocale } from 'next-intl';
import { type Locale, routing } from '@/i18n/routing';

/** The language that a person chose, or the page's until they have. */
export function mailLocale(preferred: string | null, page: Locale): Locale {
  return hasLocale(routing.locales, preferred) ? preferred : page;
}
