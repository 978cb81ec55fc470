import NextLink from 'next/link';
import { useLocale } from 'next-intl';
import type { ComponentProps } from 'react';

export type PageLinkProps = Omit<ComponentProps<typeof NextLink>, 'href' | 'locale'> & {
  /** Address without the language, for example `/results`. */
  href: string;
  /** Another language than the page's own. */
  locale?: string | undefined;
};

/** A link to a page of this site, in the page's language or another. */
export function PageLink({ href, locale, ...rest }: PageLinkProps) {
  const current = useLocale();
  return <NextLink href={`/${locale ?? current}${href === '/' ? '' : href}`} {...rest} />;
}
