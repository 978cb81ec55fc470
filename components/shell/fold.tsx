'use client';

import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { classes } from '@/components/ui/classes';
import { usePathname } from '@/i18n/navigation';

export interface FoldProps {
  label: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A panel that a word in the masthead opens. Works without scripts; with them it closes on Escape and when the page changes. */
export function Fold({ label, className, children }: FoldProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.current?.open) return;
    details.current.open = false;
    details.current.querySelector('summary')?.focus();
  };
  return (
    <details key={usePathname()} ref={details} name="tools" className={classes(className)} onKeyDown={closeOnEscape}>
      <summary className="tool">{label}</summary>
      <div className="panel">{children}</div>
    </details>
  );
}
