import type { ReactNode } from 'react';
import { PublicShell } from '@/components/shell/public-shell';
import { deps } from '@/lib/server/deps';
import { getCity } from '@/lib/voting/queries';

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const city = await getCity(deps());
  return <PublicShell city={city?.name}>{children}</PublicShell>;
}
