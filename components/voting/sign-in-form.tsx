'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Note } from '@/components/ui/note';
import { SelectField } from '@/components/ui/select-field';
import { useRouter } from '@/i18n/navigation';
import { thisDevice } from '@/lib/client/voting/device';
import type { Keys } from '@/lib/client/voting/messages';
import { keepRegistrationKey } from '@/lib/client/voting/registration-key';
import { CodeInput } from './code-input';
import { useCode } from './use-code';

type Proof = { roundId: string; publicKey: string; nonce: string; signature: string };
type Answer = { ok: true } | { ok: false; code: string; retryAfterSeconds?: number };

export interface SignInFormProps {
  rounds: { id: string; name: string }[];
  /** The round to propose. */
  round: string | undefined;
  /** Where to go afterwards. */
  next: string;
  /** Server action. It gets a signature, never the code. */
  signIn: (proof: Proof) => Promise<Answer>;
}
type Outcome = { keys: Keys } | { fault: 'offline' | 'broken' | 'wrong_code' | 'too_many_now' } | { minutes: number };

/** Code → key → signature of the server's nonce, all in the worker; then the server's answer. */
async function prove(roundId: string, code: string, signIn: SignInFormProps['signIn']): Promise<Outcome> {
  const { api, booth } = thisDevice();
  const challenge = await api.challenge();
  if (!challenge.ok) return { fault: challenge.code === 'too_many_attempts' ? 'too_many_now' : 'offline' };
  const nonce = challenge.value;
  const signed = await booth.ask('signIn', { roundId, code, nonce }).catch(() => null);
  if (!signed) return { fault: 'broken' };
  const { publicKey, secret, signature } = signed;
  const answer = await signIn({ roundId, publicKey, nonce, signature }).catch(() => null);
  if (!answer) return { fault: 'offline' };
  if (answer.ok) return { keys: { publicKey, secret } };
  if (answer.code === 'too_many_attempts') return { minutes: Math.ceil((answer.retryAfterSeconds ?? 60) / 60) };
  return { fault: 'wrong_code' };
}

export function SignInForm({ rounds, round, next, signIn }: SignInFormProps) {
  const t = useTranslations('SignIn');
  const ui = useTranslations('Ui');
  const router = useRouter();
  const field = useCode();
  const [pending, setPending] = useState(false);
  const [tries, setTries] = useState(0);

  // The same list until the message changes: the summary takes the focus whenever it gets a new one.
  const mistakes = useMemo(() => (field.error ? [{ field: 'code', message: field.error }] : []), [field.error]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    setTries(tries + 1);
    const roundId = String(new FormData(event.currentTarget).get('round') ?? rounds[0]?.id ?? '');
    const code = field.read();
    if (!code) return;
    setPending(true);
    const outcome = await prove(roundId, code, signIn);
    if ('keys' in outcome) {
      keepRegistrationKey(sessionStorage, outcome.keys);
      router.push(next);
      return;
    }
    setPending(false);
    field.setError('fault' in outcome ? t(`errors.${outcome.fault}`) : t('errors.too_many_attempts', outcome));
  };

  return (
    <div className="stack-loose">
      <noscript>
        <Note tone="warn" title={t('noscript')}>
          {t('noscriptBody')}
        </Note>
      </noscript>
      <ErrorSummary key={tries} title={ui('errorSummary', { count: 1 })} mistakes={mistakes} />
      {/* method="dialog": before scripts have loaded, Enter does nothing. The code must never be part of a request. */}
      <form method="dialog" className="stack needs-script" onSubmit={submit} noValidate>
        {rounds.length > 1 && (
          <SelectField
            name="round"
            label={t('round')}
            defaultValue={round}
            options={rounds.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <CodeInput field={field} />
        <div className="actions pt-2">
          <Button type="submit" look="spark" pending={pending} pendingLabel={t('pending')}>
            {t('submit')}
          </Button>
        </div>
      </form>
      <Note title={t('stays')}>{t('staysBody')}</Note>
    </div>
  );
}
