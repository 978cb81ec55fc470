import type { Crumb } from './breadcrumb';
import { Icon } from './icon';
import { PageLink } from './page-link';

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
        <PageLink className="back-link" rel="prev" href={previous.href}>
          <Icon name="back" />
          {previous.label}
        </PageLink>
      )}
      <span className="num">{words}</span>
      {next && (
        <PageLink className="back-link" rel="next" href={next.href}>
          {next.label}
          <Icon name="forward" />
        </PageLink>
      )}
    </nav>
  );
}
