'use client';

import { useEffect } from 'react';
import { Button } from './button';

export interface UndoToastProps {
  /** What was done: "Removed Storm drains." Never the only place of a message. */
  message: string;
  undo: string;
  dismiss: string;
  onUndo: () => void;
  onDismiss: () => void;
}

const stayMs = 10_000;

/** Only for undo. Stays until dismissed, or ten seconds. Mount it when there is something to undo, keyed by what was done. */
export function UndoToast({ message, undo, dismiss, onUndo, onDismiss }: UndoToastProps) {
  useEffect(() => {
    const timer = setTimeout(onDismiss, stayMs);
    return () => clearTimeout(timer);
  }, [onDismiss]);
  return (
    <div className="toast" role="status">
      <span>{message}</span>
      <Button size="small" look="line" icon="undo" onClick={onUndo}>
        {undo}
      </Button>
      <Button size="small" look="line" icon="close" onClick={onDismiss}>
        {dismiss}
      </Button>
    </div>
  );
}
