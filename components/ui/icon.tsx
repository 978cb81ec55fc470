import type { ReactNode } from 'react';
import { classes } from './classes';

const line = (d: string, width = 3) => <path d={d} fill="none" stroke="currentColor" strokeWidth={width} />;
const solid = (d: string) => <path d={d} fill="currentColor" />;
const cut = (d: string) => <path d={d} fill="none" stroke="var(--surface)" strokeWidth={2.4} />;

const drawings = {
  back: line('M15 4 7 12l8 8'),
  forward: line('m9 4 8 8-8 8'),
  up: line('m4 15 8-8 8 8'),
  down: line('m4 9 8 8 8-8'),
  tick: line('m4 12.5 5.5 5.5L20 6.5', 3.4),
  plus: line('M12 4v16M4 12h16'),
  minus: line('M4 12h16'),
  close: line('m5 5 14 14M19 5 5 19'),
  menu: line('M3 6h18M3 12h18M3 18h18', 2.6),
  undo: line('M9 4 4 9l5 5M4 9h9a6 6 0 0 1 0 12H8', 2.6),
  search: line('M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21', 2.8),
  external: line('M10 5H4v15h15v-6M13 3h8v8M21 3 11 13', 2.6),
  download: line('M12 3v12M6 10l6 6 6-6M3 21h18', 2.8),
  upload: line('M12 16V4M6 9l6-6 6 6M3 21h18', 2.8),
  copy: (
    <>
      {line('M8 8h12v13H8z', 2.4)}
      {line('M4 16V3h12', 2.4)}
    </>
  ),
  edit: line('M4 20l1-5L16 4l4 4L9 19zM13 7l4 4', 2.2),
  print: line('M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z', 2.2),
  sound: (
    <>
      {solid('M3 9h4l6-5v16l-6-5H3z')}
      {line('M16.5 8.5a5 5 0 0 1 0 7M19 5.5a9 9 0 0 1 0 13', 2.2)}
    </>
  ),
  warning: (
    <>
      {solid('M12 2 23 21H1z')}
      {cut('M12 9v6m0 2v2')}
    </>
  ),
  error: (
    <>
      {solid('M8 2h8l6 6v8l-6 6H8l-6-6V8z')}
      {cut('M12 6v7m0 2.5V18')}
    </>
  ),
  info: (
    <>
      {solid('M2 2h20v20H2z')}
      {cut('M12 11v7m0-12v2.5')}
    </>
  ),
  lock: (
    <>
      {solid('M4 10h16v12H4z')}
      {line('M8 10V7a4 4 0 0 1 8 0v3', 2.6)}
    </>
  ),
  key: line('M8 16a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 11.5h10M18 11.5V16M21.5 11.5V15', 2.6),
  clock: line('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 6.5V12l4 3', 2.4),
  calendar: line('M3 5h18v16H3zM3 10h18M8 2v5M16 2v5', 2.4),
  place: (
    <>
      {solid('M12 23S4 15 4 9a8 8 0 0 1 16 0c0 6-8 14-8 14z')}
      <path d="m12 5 4 4-4 4-4-4z" fill="var(--surface)" />
    </>
  ),
  person: solid('M12 11a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM3 22v-3a6 6 0 0 1 6-6h6a6 6 0 0 1 6 6v3z'),
  eye: line('M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z', 2.2),
  stones: solid('M2 13h9v8H2zM13 13h9v8h-9zM7.5 3h9v8h-9z'),
  language: line('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18', 2),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;
export const iconNames = Object.keys(drawings) as IconName[];

/** These point along the line of text and so turn round where it runs from right to left. Ticks and plus signs do not. */
const directional = new Set<IconName>(['back', 'forward', 'undo', 'external', 'sound']);

/** A drawing beside words, never instead of them: hidden from assistive technology. */
export function Icon({ name, className }: { name: IconName; className?: string | undefined }) {
  return (
    <svg
      className={classes('icon', directional.has(name) && 'icon-flip', className)}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[name]}
    </svg>
  );
}
