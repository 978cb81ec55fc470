'use client';

import { useTranslations } from 'next-intl';
import { ActionForm } from './action-form';
import type { FormAction } from './form-state';
import { NameAndSlug } from './name-and-slug';

export function RoundForm({ action }: { action: FormAction }) {
  const t = useTranslations('Admin');
  return (
    <ActionForm scope="round" action={action} submit={t('rounds.create')} pending={t('form.saving')}>
      {(field) => <NameAndSlug name={field('name')} slug={field('slug')} nameHint={t('rounds.nameHint')} />}
    </ActionForm>
  );
}
