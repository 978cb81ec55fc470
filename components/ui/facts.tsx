import type { ReactNode } from 'react';
import { classes } from './classes';

export interface Fact {
  label: string;
  value: ReactNode;
}

/** Label at the start, value at the end of each line: costs, votes, states of a system. */
export function Facts({ facts, lined }: { facts: Fact[]; lined?: boolean | undefined }) {
  return (
    <dl className={classes('facts', lined && 'facts-lined')}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
