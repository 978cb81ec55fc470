'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Note } from '@/components/ui/note';
import { SelectField } from '@/components/ui/select-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { TextField } from '@/components/ui/text-field';
import { Link } from '@/i18n/navigation';

type State =
  | { kind: 'sent' | 'bad_email'; email: string }
  | { kind: 'too_many'; email: string; minutes: number }
  | null;

export interface EmailFormProps {
  rounds: { id: string; name: string }[];
  /** The round to propose. */
  round: string | undefined;
  action: (state: State, data: FormData) => Promise<State>;
  /** In development and demo, mail can be read on screen. */
  hasOutbox: boolean;
}

/** Asks for the address that the roll holds, and says the same to everybody: who is on the roll is nobody's business. */
export function EmailForm({ rounds, round, action, hasOutbox }: EmailFormProps) {
  const [state, run] = useActionState(action, null);
  const t = useTranslations('SignIn.email');
  const signIn = useTranslations('SignIn');
  const ui = useTranslations('Ui');
  const error = state?.kind === 'bad_email' ? t('bad') : undefined;
  const [first] = rounds;
  return (
    <form action={run} className="stack" noValidate>
      <ErrorSummary
        title={ui('errorSummary', { count: 1 })}
        mistakes={error ? [{ field: 'email', message: error }] : []}
      />
      {state?.kind === 'sent' && (
        <Note tone="ok" live title={t('sent')}>
          <p>{t('sentBody', { email: state.email })}</p>
          {hasOutbox && (
            <p>
              <Link href="/outbox" className="inline-flex min-h-11 items-center">
                {t('outbox')}
              </Link>
            </p>
          )}
        </Note>
      )}
      {state?.kind === 'too_many' && <Note tone="warn" live title={t('tooMany', { minutes: state.minutes })} />}
      {rounds.length > 1 ? (
        <SelectField
          name="round"
          id="email-round"
          label={signIn('roundEmail')}
          defaultValue={round}
          options={rounds.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <input type="hidden" name="round" value={first?.id ?? ''} />
      )}
      <TextField
        key={state?.email}
        name="email"
        type="email"
        autoComplete="email"
        label={t('label')}
        hint={t('hint')}
        defaultValue={state?.email ?? ''}
        {...(error && { error })}
      />
      <div className="actions cluster">
        <SubmitButton look="spark" pendingLabel={t('sending')}>
          {t('send')}
        </SubmitButton>
      </div>
      <Note title={t('means')}>{t('meansBody')}</Note>
    </form>
  );
}
