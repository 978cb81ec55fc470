import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ActButton } from './act-button';
import type { FormAction } from './form-state';

interface Act {
  name: string;
  /** When voting closes, already written. */
  closes: string;
  action: FormAction;
}

/** Opens voting, after saying what that freezes. */
export function OpenVoting({ name, closes, action, isReady }: Act & { isReady: boolean }) {
  const t = useTranslations('Admin.contest');
  if (!isReady) {
    return (
      <Button look="spark" unavailable={t('openWhyNot')}>
        {t('open')}
      </Button>
    );
  }
  return (
    <Dialog
      trigger={{ look: 'spark', label: t('open') }}
      title={t('openTitle', { contest: name })}
      cancel={t('notYet')}
      action={<ActButton action={action} look="spark" label={t('open')} pending={t('opening')} />}
    >
      <p>{t('openFreezes')}</p>
      <ul className="bullets">
        {(['projects', 'rules', 'roll', 'trustees', 'time'] as const).map((what) => (
          <li key={what}>{t(`freezes.${what}`, { when: closes })}</li>
        ))}
      </ul>
    </Dialog>
  );
}

/** Ends voting before its time. */
export function CloseVoting({ name, closes, action }: Act) {
  const t = useTranslations('Admin.contest');
  return (
    <div className="cluster actions">
      <Dialog
        trigger={{ look: 'bad-line', label: t('close') }}
        title={t('closeTitle', { contest: name })}
        cancel={t('keepOpen')}
        action={<ActButton action={action} look="bad" label={t('close')} pending={t('closing')} />}
      >
        <p>{t('closeBody', { when: closes })}</p>
      </Dialog>
    </div>
  );
}
