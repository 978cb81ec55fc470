'use client';

import { useTranslations } from 'next-intl';
import { ChoiceCard, ChoiceGroup } from '@/components/ui/choice-card';
import { NumberField } from '@/components/ui/number-field';
import { ActionForm, type FieldProps } from './action-form';
import type { FormAction } from './form-state';

export interface ThresholdFormProps {
  action: FormAction;
  threshold: number | null;
  /** How many are named so far. */
  trustees: number;
}

/** Whether all trustees must open, or any k of them; what each way means stands beside it. */
export function ThresholdForm({ action, threshold, trustees }: ThresholdFormProps) {
  const t = useTranslations('Admin.thresholdForm');
  // More than half, so that no minority can open, and one may be lost.
  const proposal = Math.max(2, Math.floor(trustees / 2) + 1);
  const initial = { mode: threshold === null ? 'all' : 'some', threshold: String(threshold ?? proposal) };
  return (
    <ActionForm
      scope="threshold"
      action={action}
      initial={initial}
      submit={t('save')}
      pending={t('saving')}
      look="brand"
      doneWords={t('saved')}
    >
      {(field) => (
        <>
          <ModeField field={field('mode')} />
          <NumberField
            {...field('threshold')}
            label={t('threshold')}
            hint={t('thresholdHint', { trustees, proposal })}
          />
        </>
      )}
    </ActionForm>
  );
}

function ModeField({ field }: { field: FieldProps }) {
  const t = useTranslations('Admin.thresholdForm');
  const { defaultValue, ...words } = field;
  return (
    <ChoiceGroup {...words} label={t('mode')} hint={t('modeHint')}>
      {(['all', 'some'] as const).map((mode) => (
        <ChoiceCard
          key={mode}
          type="radio"
          name="mode"
          value={mode}
          defaultChecked={defaultValue === mode}
          label={t(`modes.${mode}`)}
          hint={t(`modes.${mode}Hint`)}
        />
      ))}
    </ChoiceGroup>
  );
}
