'use client';

import { useState } from 'react';
import { Button, type ButtonProps } from './button';

export interface CopyWords {
  copy: string;
  /** Announced when it worked, and when the browser refused. */
  copied: string;
  failed: string;
}

export interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children' | 'value'> {
  value: string;
  words: CopyWords;
}

export function CopyButton({ value, words, look = 'line', size = 'small', ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'), // no permission, or not a secure context: the value stays on screen to select
    );
  return (
    <span className="cluster needs-script">
      <Button {...rest} look={look} size={size} icon={outcome === 'copied' ? 'tick' : 'copy'} onClick={copy}>
        {words.copy}
      </Button>
      <span role="status" className="small muted">
        {outcome && words[outcome]}
      </span>
    </span>
  );
}
