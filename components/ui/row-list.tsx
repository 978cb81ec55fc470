import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './icon';

/** A list ruled by thin lines; holds RowItems. */
export function RowList({ children, label }: { children: ReactNode; label?: string | undefined }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

export interface RowItemProps {
  title: ReactNode;
  /** A small Art, or a RowBadge. */
  picture?: ReactNode;
  /** Amount, date or button: at the end on wide screens, below on phones. */
  aside?: ReactNode;
  children?: ReactNode;
}

export function RowItem({ title, picture, aside, children }: RowItemProps) {
  return (
    <li className="row-item">
      {picture !== undefined && <div className="row-picture">{picture}</div>}
      <div className="stack-tight">
        <div className="row-title">{title}</div>
        {children}
      </div>
      {aside !== undefined && <div className="row-aside num">{aside}</div>}
    </li>
  );
}

export function RowBadge({ icon, tone }: { icon: IconName; tone?: 'ok' | 'warn' | 'bad' | undefined }) {
  return (
    <span className={classes('row-badge', tone && `row-badge-${tone}`)}>
      <Icon name={icon} />
    </span>
  );
}
