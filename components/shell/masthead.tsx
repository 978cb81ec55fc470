import { useTranslations } from 'next-intl';
import { Mark } from '@/components/ui/mark';
import { Link } from '@/i18n/navigation';
import { AppearancePanel } from './appearance-panel';
import type { NavItem } from './current-entry';
import { Fold } from './fold';
import { LanguageLinks } from './language-links';
import { NavLinks } from './nav-links';

export interface Account {
  /** The person's name, or "Sign in". */
  label: string;
  href: string;
}

export interface MastheadProps {
  /** Second line under the name: the city, or the place of work. */
  place?: string | undefined;
  /** Where the logo leads. */
  home: string;
  navLabel: string;
  nav: NavItem[];
  account?: Account | undefined;
}

/** Logo, navigation, language, text and colours. Below 1024 px the navigation folds into "Menu", which needs no script. */
export function Masthead({ place, home, navLabel, nav, account }: MastheadProps) {
  const t = useTranslations('Shell');
  return (
    <header className="mast">
      <div className="wrap">
        <Link className="logo" href={home} aria-label={t('toHome', { place: place ?? 'none' })}>
          <Mark />
          <span>
            {t('product')}
            {place && <small>{place}</small>}
          </span>
        </Link>
        <nav className="mast-nav" aria-label={navLabel}>
          <ul>
            <NavLinks items={nav} />
          </ul>
        </nav>
        <div className="tools">
          <div className="only-wide">
            <LanguageLinks label={t('language')} />
          </div>
          {account && (
            <Link className="tool only-wide-inline" href={account.href}>
              {account.label}
            </Link>
          )}
          <AppearancePanel />
          <Fold label={t('menu')} className="only-narrow">
            <nav aria-label={navLabel}>
              <ul className="panel-list">
                <NavLinks items={account ? [...nav, account] : nav} />
              </ul>
            </nav>
            <LanguageLinks label={t('language')} />
          </Fold>
        </div>
      </div>
    </header>
  );
}
