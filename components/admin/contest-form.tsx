'use client';

import { useTranslations } from 'next-intl';
import { ChoiceCard, ChoiceGroup } from '@/components/ui/choice-card';
import { Disclosure } from '@/components/ui/disclosure';
import { NumberField } from '@/components/ui/number-field';
import { TextField } from '@/components/ui/text-field';
import { ActionForm, type FieldProps } from './action-form';
import type { FormAction } from './form-state';
import { NameAndSlug } from './name-and-slug';

const RULES = ['mes_cost_add1u', 'mes_cost_plain', 'greedy_votes'] as const;

export interface ContestFormProps {
  action: FormAction;
  submit: string;
  initial: Readonly<Record<string, string>>;
  timeZone: string;
  currency: string;
}

export function ContestForm({ action, submit, initial, timeZone, currency }: ContestFormProps) {
  const t = useTranslations('Admin');
  return (
    <ActionForm scope="contest" action={action} initial={initial} submit={submit} pending={t('form.saving')}>
      {(field) => (
        <>
          <NameAndSlug name={field('name')} slug={field('slug')} nameHint={t('contestForm.nameHint')} />
          <NumberField {...field('minChoices')} label={t('contestForm.min')} hint={t('contestForm.minHint')} />
          <NumberField {...field('maxChoices')} label={t('contestForm.max')} />
          <TextField
            {...field('closesAt')}
            type="datetime-local"
            width="short"
            className="w-72"
            label={t('contestForm.closesAt')}
            hint={t('form.zoneHint', { zone: timeZone })}
          />
          <EntitlementField field={field('entitlement')} />
          <RuleField field={field('rule')} />
          <Disclosure summary={t('contestForm.advanced')} open={Boolean(field('step').error)}>
            <NumberField
              {...field('step')}
              decimals
              optional={t('form.optional')}
              label={t('contestForm.step')}
              hint={t('contestForm.stepHint', { currency })}
            />
          </Disclosure>
        </>
      )}
    </ActionForm>
  );
}

const WAYS = ['codes', 'vouched'] as const;

/** Who can do what is said beside each way: it is published, and every page of the contest repeats it. */
function EntitlementField({ field }: { field: FieldProps }) {
  const t = useTranslations('Admin');
  const { defaultValue, ...words } = field;
  return (
    <ChoiceGroup {...words} label={t('contestForm.entitlement')} hint={t('contestForm.entitlementHint')}>
      {WAYS.map((way) => (
        <ChoiceCard
          key={way}
          type="radio"
          name="entitlement"
          value={way}
          defaultChecked={(defaultValue || 'codes') === way}
          label={t(`entitlement.${way}.name`)}
          hint={t(`entitlement.${way}.plain`)}
        />
      ))}
    </ChoiceGroup>
  );
}

function RuleField({ field }: { field: FieldProps }) {
  const t = useTranslations('Admin');
  const { defaultValue, ...words } = field;
  return (
    <ChoiceGroup {...words} label={t('contestForm.rule')} hint={t('contestForm.ruleHint')}>
      {RULES.map((rule) => (
        <ChoiceCard
          key={rule}
          type="radio"
          name="rule"
          value={rule}
          defaultChecked={defaultValue === rule}
          label={t(`rules.${rule}.name`)}
          hint={t(`rules.${rule}.plain`)}
        />
      ))}
    </ChoiceGroup>
  );
}
