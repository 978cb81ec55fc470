import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { AdminShell } from '@/components/shell/admin-shell';
import { FocusShell } from '@/components/shell/focus-shell';
import { Main } from '@/components/shell/main';
import { TrusteeShell } from '@/components/shell/trustee-shell';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';

const account = { label: 'Ana Prado', href: '/styleguide' };
const trusteeNav = [
  { href: '/styleguide/trustee', label: 'This step' },
  { href: '/styleguide', label: 'My key' },
];

const shells: Record<string, (page: ReactNode) => ReactNode> = {
  admin: (page) => (
    <AdminShell place="Vila Clara, round 2027" account={account}>
      {page}
    </AdminShell>
  ),
  trustee: (page) => (
    <TrusteeShell place="Trustee, election of 2027" account={account} nav={trusteeNav}>
      {page}
    </TrusteeShell>
  ),
  focus: (page) => (
    <FocusShell title="Your ballot for Ribeira" leaveHref="/styleguide">
      {page}
    </FocusShell>
  ),
};

/** The shells other than the public one, each around the same page. */
export default async function Shells({ params }: { params: Promise<{ shell: string }> }) {
  const shell = shells[(await params).shell];
  if (!shell) notFound();
  return shell(
    <Main>
      <PageHead
        eyebrow="Wednesday 12 May 2027, 9:40"
        title="Voting is open. Day 10 of 21"
        actions={<Button look="line">Extend voting</Button>}
      />
    </Main>,
  );
}
