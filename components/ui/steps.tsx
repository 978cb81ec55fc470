import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

export interface Step {
  key: string;
  title: ReactNode;
  /** Date, reason, or a link; sits under the title. */
  detail?: ReactNode;
  state: 'done' | 'now' | 'next' | 'late';
}

export interface StepsProps {
  label: string;
  steps: Step[];
  /** The word for a finished step, read out instead of the tick. */
  doneWord: string;
  lateWord?: string | undefined;
}

/** A journey: tick, number on yellow, number. */
export function Steps({ label, steps, doneWord, lateWord }: StepsProps) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ key, title, detail, state }, index) => (
        <li
          key={key}
          className={classes(state !== 'next' && `is-${state}`)}
          {...(state === 'now' && { 'aria-current': 'step' })}
        >
          <span className="step-mark" aria-hidden="true">
            {state === 'done' ? <Icon name="tick" /> : index + 1}
          </span>
          <p className="step-title">
            {title}
            {state === 'done' && <span className="vh"> ({doneWord})</span>}
            {state === 'late' && lateWord && <span className="vh"> ({lateWord})</span>}
          </p>
          {detail !== undefined && <div className="step-detail">{detail}</div>}
        </li>
      ))}
    </ol>
  );
}
