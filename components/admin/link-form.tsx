'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Note } from '@/components/ui/note';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextField } from '@/components/ui/text-field';
import { Link } from '@/i18n/navigation';

type LinkState =
  | { kind: 'sent'; email: string }
  | { kind: 'bad_email'; email: string }
  | { kind: 'too_many'; email: string; minutes: number }
  | null;

export interface LinkFormProps {
  action: (state: LinkState, data: FormData) => Promise<LinkState>;
  /** In development and demo, mail can be read on screen. */
  hasOutbox: boolean;
}

/** Asks for an address and says the same to everybody: whether it is known here is nobody's business. */
export function LinkForm({ action, hasOutbox }: LinkFormProps) {
  const [state, run] = useActionState(action, null);
  const t = useTranslations('Staff');
  const error = state?.kind === 'bad_email' ? t('badEmail') : undefined;
  return (
    <form action={run} className="stack" noValidate>
      <ErrorSummary title={t('mistakes')} mistakes={error ? [{ field: 'email', message: error }] : []} />
      {state?.kind === 'sent' && (
        <Note tone="ok" live title={t('sentTitle')}>
          <p>{t('sentBody', { email: state.email })}</p>
          {hasOutbox && (
            <p>
              <Link href="/outbox">{t('toOutbox')}</Link>
            </p>
          )}
        </Note>
      )}
      {state?.kind === 'too_many' && <Note tone="warn" live title={t('tooMany', { minutes: state.minutes })} />}
      <TextField
        key={state?.email}
        name="email"
        type="email"
        autoComplete="email"
        label={t('email')}
        hint={t('emailHint')}
        defaultValue={state?.email ?? ''}
        {...(error && { error })}
      />
      <div className="actions cluster">
        <SubmitButton look="spark" pendingLabel={t('sending')}>
          {t('send')}
        </SubmitButton>
      </div>
    </form>
  );
}
