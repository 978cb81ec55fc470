import { Link } from '@/i18n/navigation';
import { Icon } from './icon';

export interface Crumb {
  label: string;
  /** Path without its language. */
  href: string;
}

/** The way up, in words that make sense alone: "All results of 2027". */
export function BackLink({ label, href }: Crumb) {
  return (
    <Link className="back-link" href={href}>
      <Icon name="back" />
      {label}
    </Link>
  );
}

/** `trail` holds the pages above; `current` is this page, which is no link. */
export function Breadcrumb({ label, trail, current }: { label: string; trail: Crumb[]; current: string }) {
  return (
    <nav aria-label={label}>
      <ol className="crumbs">
        {trail.map((crumb) => (
          <li key={crumb.href}>
            <Link href={crumb.href}>{crumb.label}</Link>
          </li>
        ))}
        <li>
          <span aria-current="page">{current}</span>
        </li>
      </ol>
    </nav>
  );
}
