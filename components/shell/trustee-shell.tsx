import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { NavItem } from './current-entry';
import { type Account, Masthead } from './masthead';

export interface TrusteeShellProps {
  children: ReactNode;
  place?: string | undefined;
  account?: Account | undefined;
  /** Pages of one election ("This step", "My key", "Record"); none on the list of elections. */
  nav?: NavItem[] | undefined;
}

/** Pages of a trustee. No footer: nothing leads away from a step that is running. */
export function TrusteeShell({ children, place, account, nav = [] }: TrusteeShellProps) {
  const t = useTranslations('Shell.trustee');
  return (
    <>
      <Masthead place={place ?? t('place')} home="/trustee" navLabel={t('nav')} nav={nav} account={account} />
      {children}
    </>
  );
}
