import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PublicShell } from '@/components/shell/public-shell';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { getCity } from '@/lib/voting/queries';

/** The public frame with the city's name, and for signed-in residents the way to sign out. */
export async function CityShell({ children }: { children: ReactNode }) {
  const [city, user, t] = await Promise.all([getCity(deps()), currentUser(), getTranslations('SignIn')]);
  const account = user?.roles.includes('resident') ? { label: t('signedIn'), href: '/sign-in' } : undefined;
  return (
    <PublicShell city={city?.name} account={account}>
      {children}
    </PublicShell>
  );
}
