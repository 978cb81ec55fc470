import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FocusShell } from '@/components/shell/focus-shell';
import { requireContest } from '../../../../(public)/contests/[contest]/contest';

type Props = { children: ReactNode; params: Promise<{ contest: string }> };

/** Nothing but the ballot. */
export default async function BoothLayout({ children, params }: Props) {
  const [{ name, slug }, t] = await Promise.all([requireContest((await params).contest), getTranslations('Vote')]);
  return (
    <FocusShell title={t('title', { contest: name })} leaveHref={`/contests/${slug}`}>
      {children}
    </FocusShell>
  );
}
