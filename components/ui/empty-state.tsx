import type { ReactNode } from 'react';
import { Art, type ArtName } from './art';

export interface EmptyStateProps {
  /** One sentence. */
  sentence: string;
  /** One button or link. */
  action?: ReactNode;
  picture?: ArtName | undefined;
}

/** Nothing here yet: the square with one stone still to lay, a sentence, and one thing to do. */
export function EmptyState({ sentence, action, picture = 'empty' }: EmptyStateProps) {
  return (
    <div className="empty">
      <Art name={picture} />
      <p className="lead">{sentence}</p>
      {action}
    </div>
  );
}
