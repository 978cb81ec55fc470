import { Icon } from './icon';
import { PageLink } from './page-link';

export interface Crumb {
  label: string;
  /** Path without its language. */
  href: string;
}

/** The way up, in words that make sense alone: "All results of 2027". */
export function BackLink({ label, href }: Crumb) {
  return (
    <PageLink className="back-link" href={href}>
      <Icon name="back" />
      {label}
    </PageLink>
  );
}

/** `trail` holds the pages above; `current` is this page, which is no link. */
export function Breadcrumb({ label, trail, current }: { label: string; trail: Crumb[]; current: string }) {
  return (
    <nav aria-label={label}>
      <ol className="crumbs">
        {trail.map((crumb) => (
          <li key={crumb.href}>
            <PageLink href={crumb.href}>{crumb.label}</PageLink>
          </li>
        ))}
        <li>
          <span aria-current="page">{current}</span>
        </li>
      </ol>
    </nav>
  );
}
