'use client';

import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode, useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Note } from '@/components/ui/note';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction, Mistake } from './form-state';

/** What a field needs to show what was typed and what is wrong with it. */
export type FieldProps = { name: string; id: string; defaultValue: string; error?: string };

export interface ActionFormProps {
  /** Prefix of the fields' ids: several forms may stand on one page. */
  scope: string;
  action: FormAction;
  initial?: Readonly<Record<string, string>> | undefined;
  submit: string;
  pending: string;
  look?: 'spark' | 'brand' | 'line' | undefined;
  /** Said after it was carried out, where the page stays. */
  doneWords?: string | undefined;
  children: (field: (name: string) => FieldProps) => ReactNode;
}

/** A form around a server action: works before scripts have loaded, lists mistakes on top, loses nothing typed. */
export function ActionForm(props: ActionFormProps) {
  const { scope, action, initial = {}, submit, pending, look = 'spark', doneWords, children } = props;
  const [state, run] = useActionState(action, null);
  const t = useTranslations('Admin.mistakes');
  const mistakes = state?.mistakes ?? [];
  const words = ({ code, most = 0, detail = '' }: Mistake) => t(code, { most, detail, count: most });
  const idOf = (name: string) => `${scope}-${name}`;
  const field = (name: string): FieldProps => {
    const mistake = mistakes.find((one) => one.field === name);
    const defaultValue = state?.typed[name] ?? initial[name] ?? '';
    return { name, id: idOf(name), defaultValue, ...(mistake && { error: words(mistake) }) };
  };
  return (
    <form action={run} id={scope} className="stack" noValidate>
      <ErrorSummary
        title={t('title', { count: mistakes.length })}
        mistakes={mistakes.map((one) => ({ field: one.field ? idOf(one.field) : scope, message: words(one) }))}
      />
      {state?.done && doneWords && <Note tone="ok" live title={doneWords} />}
      {/* A new attempt draws the fields anew, from what came back. */}
      <Fragment key={state?.attempt ?? 0}>{children(field)}</Fragment>
      <div className="actions cluster">
        <SubmitButton look={look} pendingLabel={pending}>
          {submit}
        </SubmitButton>
      </div>
    </form>
  );
}
