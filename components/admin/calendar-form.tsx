'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/text-field';
import { ActionForm } from './action-form';
import type { FormAction } from './form-state';

export interface CalendarFormProps {
  action: FormAction;
  /** The stages in their usual order. */
  kinds: readonly Kind[];
  initial: Readonly<Record<string, string>>;
  timeZone: string;
}
type Kind = 'assemblies' | 'proposals' | 'review' | 'deliberation' | 'voting' | 'count' | 'results' | 'implementation';

export function CalendarForm({ action, kinds, initial, timeZone }: CalendarFormProps) {
  const t = useTranslations('Admin');
  return (
    <ActionForm
      scope="calendar"
      action={action}
      initial={initial}
      submit={t('calendar.save')}
      pending={t('form.saving')}
    >
      {(field) => (
        <>
          <p className="hint">{t('form.zoneHint', { zone: timeZone })}</p>
          {kinds.map((kind) => (
            <fieldset key={kind}>
              <legend className="field-label">{t(`phases.${kind}`)}</legend>
              <div className="cols-2 mt-2">
                <TextField {...field(`${kind}-startsAt`)} type="datetime-local" label={t('calendar.start')} />
                <TextField {...field(`${kind}-endsAt`)} type="datetime-local" label={t('calendar.end')} />
              </div>
            </fieldset>
          ))}
        </>
      )}
    </ActionForm>
  );
}
