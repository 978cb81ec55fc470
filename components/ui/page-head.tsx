import type { ReactNode } from 'react';

export interface PageHeadProps {
  title: ReactNode;
  /** A short line above: the date, the step, the area. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  /** A Tag above the title. */
  tag?: ReactNode;
  /** Buttons at the end on wide screens. */
  actions?: ReactNode;
}

/** The heading answers: what can I do now, and until when? */
export function PageHead({ title, eyebrow, lead, tag, actions }: PageHeadProps) {
  return (
    <header className="cluster cluster-apart mb-6">
      <div className="stack-tight min-w-0">
        {tag && <div>{tag}</div>}
        {eyebrow && <p className="eyebrow">{eyebrow}</p>}
        <h1>{title}</h1>
        {lead && <p className="lead muted">{lead}</p>}
      </div>
      {actions && <div className="cluster actions">{actions}</div>}
    </header>
  );
}
