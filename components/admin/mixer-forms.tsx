'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/text-field';
import { ActionForm } from './action-form';
import type { FormAction } from './form-state';

/** Names somebody outside the city who shuffles by a link of their own. */
export function OutsideMixerForm({ action }: { action: FormAction }) {
  const t = useTranslations('Admin');
  return (
    <ActionForm
      scope="mixer"
      action={action}
      submit={t('mixers.addThis')}
      pending={t('form.saving')}
      look="brand"
      doneWords={t('mixers.linkSent')}
    >
      {(field) => (
        <>
          <input type="hidden" name="kind" value="outsider" />
          <TextField {...field('name')} label={t('form.name')} hint={t('contest.trusteeNameHint')} autoComplete="off" />
          <TextField {...field('email')} type="email" label={t('contest.trusteeEmail')} autoComplete="off" />
        </>
      )}
    </ActionForm>
  );
}

/** Lets this server shuffle too. */
export function ServerMixerForm({ action, name }: { action: FormAction; name: string }) {
  const t = useTranslations('Admin');
  return (
    <ActionForm
      scope="server-mixer"
      action={action}
      initial={{ name }}
      submit={t('mixers.addServer')}
      pending={t('form.saving')}
      look="brand"
    >
      {(field) => (
        <>
          <input type="hidden" name="kind" value="server" />
          <TextField {...field('name')} label={t('form.name')} hint={t('contest.trusteeNameHint')} autoComplete="off" />
        </>
      )}
    </ActionForm>
  );
}
