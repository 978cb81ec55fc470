'use client';

import { type ReactNode, useId, useRef } from 'react';
import { Button, type ButtonStyle } from './button';
import { classes } from './classes';

export interface DialogProps {
  /** The button that opens it. */
  trigger: ButtonStyle & { label: string; unavailable?: string | undefined };
  /** The question. */
  title: string;
  children?: ReactNode;
  /** What carries it out: a button with a verb, or a form that holds one. */
  action: ReactNode;
  /** The way out, a verb too: "Keep voting open". */
  cancel: string;
  /** On phones it rises from the lower edge: for what a dock opens. */
  sheet?: boolean | undefined;
}

/**
 * Confirms what cannot be undone. A native modal dialog: the browser keeps the focus inside, closes on Escape and gives the
 * focus back. `command` opens it before hydration where the browser knows it; the click handler does so everywhere else.
 */
export function Dialog({ trigger, title, children, action, cancel, sheet }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { label, ...style } = trigger;
  const invoker = { command: 'show-modal', commandfor: id };
  return (
    <>
      <Button
        {...style}
        {...invoker}
        aria-haspopup="dialog"
        onClick={(event) => {
          event.preventDefault();
          dialog.current?.showModal();
          heading.current?.focus(); // neither answer is one key press away
        }}
      >
        {label}
      </Button>
      <dialog
        ref={dialog}
        id={id}
        className={classes('dialog', sheet && 'dialog-sheet')}
        aria-labelledby={`${id}-title`}
      >
        <h2 ref={heading} id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        <div className="stack">{children}</div>
        <div className="dialog-actions">
          {action}
          <form method="dialog">
            <Button look="line" type="submit">
              {cancel}
            </Button>
          </form>
        </div>
      </dialog>
    </>
  );
}

export interface ConfirmDialogProps extends Omit<DialogProps, 'action' | 'sheet'> {
  confirm: ButtonStyle & { label: string };
  onConfirm: () => void;
}

/** A dialog whose action is a function of the page. For a Server Action, give `Dialog` a form as its action instead. */
export function ConfirmDialog({ confirm, onConfirm, ...rest }: ConfirmDialogProps) {
  const { label, ...style } = confirm;
  const act = (event: React.MouseEvent<HTMLButtonElement>) => {
    event.currentTarget.closest('dialog')?.close();
    onConfirm();
  };
  return (
    <Dialog
      {...rest}
      action={
        <Button {...style} onClick={act}>
          {label}
        </Button>
      }
    />
  );
}
