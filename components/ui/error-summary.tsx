'use client';

import { useEffect, useRef } from 'react';
import { Icon } from './icon';

export interface FieldMistake {
  /** Id of the field, which is its name unless it was given another. */
  field: string;
  message: string;
}

/** Top of a form that was sent with mistakes: takes the focus and links to each field. Renders nothing without mistakes. */
export function ErrorSummary({ title, mistakes }: { title: string; mistakes: FieldMistake[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mistakes.length > 0) box.current?.focus();
  }, [mistakes]);
  if (mistakes.length === 0) return null;
  return (
    <div ref={box} className="summary" role="alert" tabIndex={-1}>
      <h2>
        <Icon name="error" />
        {title}
      </h2>
      <ul>
        {mistakes.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
