import type { ReactNode } from 'react';
import type { Ceremony } from '@/lib/tally/ceremonies';
import { StepInShort } from './ceremony-steps';

export interface HeadProps {
  ceremony: Ceremony;
  title: string;
  lead: ReactNode;
}

/** The heading of a step: where it stands, what it is, what it is for. */
export function Head({ ceremony, title, lead }: HeadProps) {
  return (
    <header className="stack">
      <StepInShort ceremony={ceremony} />
      <h1 className="h2">{title}</h1>
      <p>{lead}</p>
    </header>
  );
}
