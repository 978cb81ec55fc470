import type { ReactNode } from 'react';
import { classes } from './classes';

export interface CardProps {
  children: ReactNode;
  as?: 'div' | 'article' | 'section' | 'aside' | 'li' | undefined;
  /** A picture (Art) or photo across the top; the children get their own padding. */
  picture?: ReactNode;
  /** `chosen`: blue edge, soft ground. `now`: blue edge only. Say so in words too. */
  state?: 'rest' | 'chosen' | 'now' | undefined;
  className?: string | undefined;
  'aria-labelledby'?: string | undefined;
}

export function Card({ children, as: Tag = 'div', picture, state, className, ...rest }: CardProps) {
  const look = state === 'chosen' ? 'card-chosen' : state === 'now' && 'card-now';
  if (picture === undefined) {
    return (
      <Tag className={classes('card', look, className)} {...rest}>
        {children}
      </Tag>
    );
  }
  return (
    <Tag className={classes('card card-flush', look, className)} {...rest}>
      <div className="card-picture">{picture}</div>
      <div className="card-body">{children}</div>
    </Tag>
  );
}
