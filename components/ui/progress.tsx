import { type ReactNode, useId } from 'react';

export interface ProgressProps {
  /** What is being done, in words: "Working. Keep this page open". */
  label: string;
  /** Steps done and steps in all. Without `total` the length of the work is unknown. */
  done?: number | undefined;
  total?: number | undefined;
  /** "6,024 of 9,412", already formatted. */
  count?: ReactNode;
  /** Time left and what happens if it stops. */
  detail?: ReactNode;
}

/** A native progress bar with words on both sides. Announce milestones, not every step, in a live region of your own. */
export function Progress({ label, done, total, count, detail }: ProgressProps) {
  const id = useId();
  return (
    <div>
      <div className="bar-words">
        <label htmlFor={id} className="field-label">
          {label}
        </label>
        {count !== undefined && <span className="num">{count}</span>}
      </div>
      <progress
        id={id}
        className="progress"
        {...(total !== undefined && { max: total, value: Math.min(done ?? 0, total) })}
      />
      {detail !== undefined && <p className="hint mt-3">{detail}</p>}
    </div>
  );
}
