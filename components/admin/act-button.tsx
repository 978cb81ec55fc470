'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { ButtonStyle } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction } from './form-state';

export interface ActButtonProps extends ButtonStyle {
  action: FormAction;
  label: string;
  pending: string;
  /** Read out instead of the label, where several buttons of a table say the same. */
  fullLabel?: string | undefined;
  doneWords?: string | undefined;
}

/** One act behind one button: a form, so it works before scripts have loaded. A refusal stands beside it in words. */
export function ActButton({ action, label, pending, fullLabel, doneWords, ...style }: ActButtonProps) {
  const [state, run] = useActionState(action, null);
  const t = useTranslations('Admin.mistakes');
  return (
    <form action={run} className="grid justify-items-start gap-2">
      <SubmitButton {...style} pendingLabel={pending} aria-label={fullLabel}>
        {label}
      </SubmitButton>
      {state?.mistakes.map(({ code, most = 0, detail = '' }) => (
        <Note key={code} tone="bad" live title={t(code, { most, detail, count: most })} />
      ))}
      {state?.done && doneWords && (
        <p className="small" role="status">
          {doneWords}
        </p>
      )}
    </form>
  );
}
