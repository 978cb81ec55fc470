import { defineRouting } from 'next-intl/routing';

/** To add a language: list it here, name it in `languageNames`, add `messages/<code>.json`. A test checks the rest. */
export const routing = defineRouting({ locales: ['en', 'pt-BR'], defaultLocale: 'en', localePrefix: 'always' });

export type Locale = (typeof routing.locales)[number];

/** Each language under its own name, so that people who read no other can find it. */
export const languageNames: Record<Locale, string> = { en: 'English', 'pt-BR': 'Português (Brasil)' };

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** Writing direction of a BCP 47 language tag. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
