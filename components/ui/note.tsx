import type { ReactNode } from 'react';
import { classes } from './classes';

export type Tone = 'info' | 'ok' | 'warn' | 'bad';

export interface NoteProps {
  tone?: Tone | undefined;
  /** The bold first sentence, with its full stop. */
  title: string;
  children?: ReactNode;
  /** It has just appeared: it is read out (`alert` for warn and bad, `status` otherwise). */
  live?: boolean | undefined;
  id?: string | undefined;
}

/** A coloured edge plus a bold first sentence. Text children continue the sentence; blocks follow it. */
export function Note({ tone = 'info', title, children, live, id }: NoteProps) {
  const role = tone === 'warn' || tone === 'bad' ? 'alert' : 'status';
  const inline = typeof children === 'string';
  return (
    <div id={id} className={classes('note', tone !== 'info' && `note-${tone}`)} {...(live && { role })}>
      <p>
        <b>{title}</b>
        {inline && ` ${children}`}
      </p>
      {!inline && children}
    </div>
  );
}
