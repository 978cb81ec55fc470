import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon, type IconName } from './icon';

export type TagTone = 'plain' | 'ok' | 'warn' | 'bad' | 'brand' | 'spark';

/** A state, in words and with an icon. Never clickable. */
export function Tag({ tone = 'plain', icon, children }: { tone?: TagTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes('tag', tone !== 'plain' && `tag-${tone}`)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}
