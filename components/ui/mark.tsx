import { classes } from './classes';

/** The mark: a square in plan with one street open and a stone in the middle; also a ballot box. Takes the text colour. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg className={classes('mark', className)} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M2 2h9v6H8v16h16V8h-3V2h9v28H2z" />
      <path fill="currentColor" d="m16 6 6 6-6 6-6-6z" />
    </svg>
  );
}
