'use client';

import { useTranslations } from 'next-intl';
import { MoneyField } from '@/components/ui/number-field';
import { TextArea } from '@/components/ui/text-area';
import { TextField } from '@/components/ui/text-field';
import { ActionForm } from './action-form';
import type { FormAction } from './form-state';

export function ProjectForm({ action, currency }: { action: FormAction; currency: string }) {
  const t = useTranslations('Admin');
  return (
    <ActionForm
      scope="project"
      action={action}
      submit={t('contest.addThis')}
      pending={t('form.saving')}
      look="brand"
      doneWords={t('contest.added')}
    >
      {(field) => (
        <>
          <TextField {...field('code')} label={t('contest.code')} hint={t('contest.codeHint')} width="short" />
          <TextField {...field('title')} label={t('contest.projectTitle')} />
          <TextArea
            {...field('summary')}
            rows={3}
            optional={t('form.optional')}
            label={t('contest.summary')}
            hint={t('contest.summaryHint')}
          />
          <MoneyField {...field('costMinor')} label={t('contest.cost')} currency={currency} />
        </>
      )}
    </ActionForm>
  );
}
