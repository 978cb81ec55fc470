import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Mark } from '@/components/ui/mark';
import { Link } from '@/i18n/navigation';
import { AppearancePanel } from './appearance-panel';
import { LanguageLinks } from './language-links';

export interface FocusShellProps {
  children: ReactNode;
  /** What is being done: "Your ballot for Ribeira". */
  title: string;
  /** Where "Leave" leads. */
  leaveHref: string;
  /** Replaces the word "Leave". */
  leaveLabel?: string | undefined;
  /** Further tools before the language, such as Listen. */
  tools?: ReactNode;
}

/** Ballot, booth, ceremony: the task, its language and the way out. No navigation, no footer. */
export function FocusShell({ children, title, leaveHref, leaveLabel, tools }: FocusShellProps) {
  const t = useTranslations('Shell');
  return (
    <>
      <header className="mast">
        <div className="wrap">
          <Mark />
          <p className="mast-title">{title}</p>
          <div className="tools">
            {tools}
            <div className="only-medium">
              <LanguageLinks label={t('language')} />
            </div>
            <AppearancePanel>
              <div className="only-small">
                <LanguageLinks label={t('language')} />
              </div>
            </AppearancePanel>
            <Link className="tool" href={leaveHref}>
              {leaveLabel ?? t('focus.leave')}
            </Link>
          </div>
        </div>
      </header>
      {children}
    </>
  );
}
