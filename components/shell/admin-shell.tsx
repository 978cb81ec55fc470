import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Account, Masthead } from './masthead';

export interface WorkShellProps {
  children: ReactNode;
  /** Second line under the logo, such as the city and the round. */
  place?: string | undefined;
  account?: Account | undefined;
}

/** Pages of the administration. */
export function AdminShell({ children, place, account }: WorkShellProps) {
  const t = useTranslations('Shell.admin');
  const nav = [
    { href: '/admin', label: t('today') },
    { href: '/admin/rounds', label: t('rounds') },
    { href: '/admin/trustees', label: t('trustees') },
    { href: '/admin/audit', label: t('audit') },
  ];
  return (
    <>
      <Masthead place={place ?? t('place')} home="/admin" navLabel={t('nav')} nav={nav} account={account} />
      {children}
    </>
  );
}
