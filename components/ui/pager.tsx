import { Link } from '@/i18n/navigation';
import type { Crumb } from './breadcrumb';
import { Icon } from './icon';

export interface PagerProps {
  label: string;
  /** Where we are: "Page 2 of 14". */
  words: string;
  previous?: Crumb | undefined;
  next?: Crumb | undefined;
}

export function Pager({ label, words, previous, next }: PagerProps) {
  return (
    <nav className="pager" aria-label={label}>
      {previous && (
        <Link className="back-link" rel="prev" href={previous.href}>
          <Icon name="back" />
          {previous.label}
        </Link>
      )}
      <span className="num">{words}</span>
      {next && (
        <Link className="back-link" rel="next" href={next.href}>
          {next.label}
          <Icon name="forward" />
        </Link>
      )}
    </nav>
  );
}
