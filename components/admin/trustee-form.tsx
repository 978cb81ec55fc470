'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/text-field';
import { ActionForm } from './action-form';
import type { FormAction } from './form-state';

export function TrusteeForm({ action }: { action: FormAction }) {
  const t = useTranslations('Admin');
  return (
    <ActionForm
      scope="trustee"
      action={action}
      submit={t('contest.addThisTrustee')}
      pending={t('form.saving')}
      look="brand"
      doneWords={t('contest.trusteeAdded')}
    >
      {(field) => (
        <>
          <TextField {...field('name')} label={t('form.name')} hint={t('contest.trusteeNameHint')} autoComplete="off" />
          <TextField {...field('email')} type="email" label={t('contest.trusteeEmail')} autoComplete="off" />
        </>
      )}
    </ActionForm>
  );
}
