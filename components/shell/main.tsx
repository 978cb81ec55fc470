import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';

/**
 * The one main element of a page, target of the skip link. `bare` has no margins of its own, for pages that begin with a
 * hero; such pages put their content in `wrap` themselves.
 */
export function Main({ children, bare, narrow }: { children: ReactNode; bare?: boolean; narrow?: boolean }) {
  return (
    <main id="main" tabIndex={-1} className={classes(bare ? 'page-bare' : 'page wrap', narrow && 'wrap-narrow')}>
      {children}
    </main>
  );
}
