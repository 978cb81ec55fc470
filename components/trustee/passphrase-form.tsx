'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChoiceCard } from '@/components/ui/choice-card';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextField } from '@/components/ui/text-field';
import { passphraseStrength, SHORTEST_PASSPHRASE } from '@/lib/protocol/passphrase';

type Mistake = { field: 'new-passphrase' | 'repeat'; code: 'short' | 'easy' | 'differs' };

function findMistakes(passphrase: string, repeat: string): Mistake[] {
  const strength = passphraseStrength(passphrase);
  if (strength === 'too_short') return [{ field: 'new-passphrase', code: 'short' }];
  if (strength === 'easy') return [{ field: 'new-passphrase', code: 'easy' }];
  return passphrase === repeat ? [] : [{ field: 'repeat', code: 'differs' }];
}

/** A passphrase, typed twice, with its strength in words. */
export function PassphraseForm({ submit, onChosen }: { submit?: string; onChosen: (passphrase: string) => void }) {
  const t = useTranslations('Trustee.keys');
  const ui = useTranslations('Ui');
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [isShown, setShown] = useState(false);
  const [mistakes, setMistakes] = useState<Mistake[]>([]);
  const told = mistakes.map(({ field, code }) => ({
    field,
    message: t(`mistakes.${code}`, { least: SHORTEST_PASSPHRASE }),
  }));
  const errorOf = (field: Mistake['field']) => told.find((mistake) => mistake.field === field)?.message;
  const choose = (event: FormEvent) => {
    event.preventDefault();
    const found = findMistakes(passphrase, repeat);
    setMistakes(found);
    if (found.length === 0) onChosen(passphrase);
  };
  const kind = { type: isShown ? 'text' : 'password', autoComplete: 'new-password', spellCheck: false } as const;
  return (
    <form className="stack" onSubmit={choose} noValidate>
      <ErrorSummary title={ui('errorSummary', { count: told.length })} mistakes={told} />
      <TextField
        {...kind}
        label={t('passphrase')}
        name="new-passphrase"
        hint={t('passphraseHint', { least: SHORTEST_PASSPHRASE })}
        error={errorOf('new-passphrase')}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <p className="small" role="status">
        {passphrase !== '' && t('strength', { strength: passphraseStrength(passphrase) })}
      </p>
      <TextField
        {...kind}
        label={t('repeat')}
        name="repeat"
        error={errorOf('repeat')}
        value={repeat}
        onChange={(event) => setRepeat(event.target.value)}
      />
      <ChoiceCard
        plain
        type="checkbox"
        name="show"
        label={t('show')}
        checked={isShown}
        onChange={(event) => setShown(event.target.checked)}
      />
      <div className="cluster actions">
        <Button look="spark" type="submit">
          {submit ?? t('make')}
        </Button>
      </div>
    </form>
  );
}
