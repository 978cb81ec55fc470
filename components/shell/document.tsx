import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { appearanceScript } from '@/components/ui/appearance';
import { SkipLink } from '@/components/ui/skip-link';
import { directionOf, type Locale } from '@/i18n/routing';
import { fontsOf } from './fonts';

/** The html element of a page in one language. Sets the appearance before the first paint; touches no data. */
export async function Document({ locale, children }: { locale: Locale; children: ReactNode }) {
  const t = await getTranslations({ locale, namespace: 'Shell' });
  const nonce = (await headers()).get('x-nonce') ?? undefined; // also makes every page dynamic, which nonces need
  return (
    <html lang={locale} dir={directionOf(locale)} suppressHydrationWarning>
      {/* biome-ignore lint/style/noHeadElement: next/head is for the pages router; this is the document itself */}
      <head>
        {fontsOf(locale).map((href) => (
          <link key={href} rel="preload" as="font" type="font/woff2" crossOrigin="anonymous" href={href} />
        ))}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; must run before the first paint */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: appearanceScript }} />
      </head>
      <body>
        <SkipLink label={t('skip')} />
        <NextIntlClientProvider locale={locale}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
