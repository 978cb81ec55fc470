import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Footer } from './footer';
import { type Account, Masthead } from './masthead';

export interface PublicShellProps {
  children: ReactNode;
  /** Name of the city, under the logo and in the footer. */
  city?: string | undefined;
  /** The signed-in resident. Without it, "Sign in". */
  account?: Account | undefined;
}

/** Public and resident pages: masthead, the page's own Main, footer. */
export function PublicShell({ children, city, account }: PublicShellProps) {
  const t = useTranslations('Shell');
  const nav = [
    { href: '/', label: t('nav.home') },
    { href: '/vote', label: t('nav.vote') },
    { href: '/results', label: t('nav.results') },
    { href: '/board', label: t('nav.board') },
  ];
  return (
    <>
      <Masthead
        place={city}
        home="/"
        navLabel={t('nav.label')}
        nav={nav}
        account={account ?? { label: t('signIn'), href: '/sign-in' }}
      />
      {children}
      <Footer city={city} />
    </>
  );
}
