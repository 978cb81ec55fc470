'use client';

import { useLocale } from 'next-intl';
import { LanguageSwitch } from '@/components/ui/language-switch';
import { usePathname } from '@/i18n/navigation';
import { directionOf, languageNames, routing } from '@/i18n/routing';

const languages = routing.locales.map((code) => ({ code, name: languageNames[code], dir: directionOf(code) }));

/** This page in the other languages. */
export function LanguageLinks({ label }: { label: string }) {
  return <LanguageSwitch label={label} languages={languages} current={useLocale()} path={usePathname()} />;
}
