import type { ReactNode } from 'react';
import { classes } from './classes';

export interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean | undefined;
  /** Disclosures of one name: opening one closes the others. */
  name?: string | undefined;
  /** No lines above and below: inside a row or a card. */
  plain?: boolean | undefined;
}

/** For "why". Native, so it opens before any script has loaded. */
export function Disclosure({ summary, children, open, name, plain }: DisclosureProps) {
  return (
    <details className={classes('disclosure', plain && 'disclosure-plain')} open={open} name={name}>
      <summary>{summary}</summary>
      <div className="disclosure-body stack">{children}</div>
    </details>
  );
}
