'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { thisDevice } from '@/lib/client/voting/device';
import { keepRegistrationKey } from '@/lib/client/voting/registration-key';
import type { BallotContest } from './ballot-contest';
import { CodeInput } from './code-input';
import { useCode } from './use-code';

/** A session without the code's key (another tab signed in): the code once more, for this device only. */
export function CodeAgain({ contest, onKey }: { contest: BallotContest; onKey: () => void }) {
  const t = useTranslations('Vote');
  const errors = useTranslations('SignIn.errors');
  const field = useCode();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = field.read();
    if (!code) return;
    const { roundId, election } = contest;
    const keys = await thisDevice()
      .booth.ask('recognise', { roundId, code })
      .catch(() => null);
    if (!keys) return field.setError(errors('broken'));
    if (keys.publicKey !== election.voter) return field.setError(t('otherCode'));
    keepRegistrationKey(sessionStorage, keys);
    onKey();
  };
  return (
    <Card as="section" aria-labelledby="code-again">
      <form method="dialog" className="stack" onSubmit={submit} noValidate>
        <h3 id="code-again">{t('needsCodeTitle')}</h3>
        <p>{t('needsCodeBody')}</p>
        <CodeInput field={field} />
        <Button type="submit" look="spark">
          {t('needsCodeSubmit')}
        </Button>
      </form>
    </Card>
  );
}
