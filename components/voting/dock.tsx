'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { CheckButton, ChosenList, type TrayProps } from './tray';

/** The tray of narrow screens: at the lower edge, with a sheet that holds the list. */
export function Dock({ contest, draft, unavailable }: TrayProps) {
  const t = useTranslations('Vote');
  const count = draft.chosen.length;
  return (
    <div className="dock lg:hidden">
      <div className="wrap flex items-center gap-3">
        <Dialog
          sheet
          trigger={{ look: 'line', size: 'small', label: t('dockChosen', { count }) }}
          title={t('sheetTitle')}
          action={null}
          cancel={t('sheetClose')}
        >
          <ChosenList contest={contest} draft={draft} />
          <p className="small muted">{t('saved')}</p>
        </Dialog>
        <div className="min-w-0 flex-1">
          <CheckButton slug={contest.slug} unavailable={unavailable} />
        </div>
      </div>
    </div>
  );
}
