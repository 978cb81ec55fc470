import type { ReactNode } from 'react';
import { classes } from './classes';

export interface RibbonPhase {
  key: string;
  name: string;
  when: ReactNode;
  state: 'done' | 'now' | 'next';
}

export interface PhaseRibbonProps {
  /** Names the list for assistive technology. */
  label: string;
  phases: RibbonPhase[];
  /** The word "finished", read out after phases that are done. */
  doneWord: string;
  /** The word "now", shown in the phase that runs. */
  nowWord: string;
}

/** The stages of a round as stones in a row; a column on phones. */
export function PhaseRibbon({ label, phases, doneWord, nowWord }: PhaseRibbonProps) {
  return (
    <ol className="ribbon" aria-label={label}>
      {phases.map(({ key, name, when, state }) => (
        <li
          key={key}
          className={classes(state !== 'next' && `is-${state}`)}
          {...(state === 'now' && { 'aria-current': 'step' })}
        >
          <span className="ribbon-name">{name}</span>
          <span className="ribbon-when">
            {when}
            {state === 'now' && `, ${nowWord}`}
            {state === 'done' && <span className="vh">, {doneWord}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
