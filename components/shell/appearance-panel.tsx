import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TextSizeControl } from '@/components/ui/text-size-control';
import { ThemeSwitch } from '@/components/ui/theme-switch';
import { Fold } from './fold';

/** "Aa": text size and colours, kept on this device. Absent where scripts do not run, since it could do nothing there. */
export function AppearancePanel({ children }: { children?: ReactNode }) {
  const t = useTranslations('Shell.appearance');
  const label = (
    <>
      <span aria-hidden="true">Aa</span>
      <span className="vh">{t('button')}</span>
    </>
  );
  return (
    <Fold label={label} className="needs-script">
      <div className="stack">
        <TextSizeControl
          scope="page"
          label={t('size')}
          sizes={{ '1': t('size1'), '2': t('size2'), '3': t('size3'), '4': t('size4') }}
        />
        <ThemeSwitch
          scope="page"
          label={t('theme')}
          choices={{ system: t('system'), light: t('light'), dark: t('dark'), contrast: t('contrast') }}
        />
        {children}
      </div>
    </Fold>
  );
}
