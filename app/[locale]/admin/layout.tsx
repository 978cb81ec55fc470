import type { ReactNode } from 'react';
import { AdminShell } from '@/components/shell/admin-shell';
import { getCity } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requireRole('administrator');
  const city = await getCity(deps());
  return (
    <AdminShell place={city.name} account={{ label: user.name ?? user.email ?? '', href: '/staff/account' }}>
      {children}
    </AdminShell>
  );
}
