'use client';

import { useTranslations } from 'next-intl';
import { MoneyField } from '@/components/ui/number-field';
import { SelectField } from '@/components/ui/select-field';
import { TextField } from '@/components/ui/text-field';
import { ActionForm } from './action-form';
import type { FormAction } from './form-state';

type Named = { id: string; name: string };
const optionsOf = (rows: readonly Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

export interface EnvelopeFormProps {
  action: FormAction;
  currency: string;
  areas: Named[];
  themes: Named[];
}

export function EnvelopeForm({ action, currency, areas, themes }: EnvelopeFormProps) {
  const t = useTranslations('Admin');
  return (
    <ActionForm scope="envelope" action={action} submit={t('envelope.create')} pending={t('form.saving')}>
      {(field) => (
        <>
          <TextField {...field('name')} label={t('form.name')} hint={t('envelope.nameHint')} />
          <MoneyField
            {...field('amountMinor')}
            label={t('envelope.amount')}
            hint={t('envelope.amountHint')}
            currency={currency}
          />
          {areas.length > 0 && (
            <SelectField
              {...field('areaId')}
              label={t('envelope.area')}
              hint={t('envelope.areaHint')}
              blank={t('envelope.wholeCity')}
              options={optionsOf(areas)}
            />
          )}
          {themes.length > 0 && (
            <SelectField
              {...field('themeId')}
              label={t('envelope.theme')}
              blank={t('envelope.anyTheme')}
              options={optionsOf(themes)}
            />
          )}
        </>
      )}
    </ActionForm>
  );
}
