'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/text-field';
import type { CodeField } from './use-code';

const EXAMPLE = '7K2M-QX9P-4RTD-W3HN-8VBC-5FGJ';

/** Where a voting code is typed. Nothing remembers it: no autocomplete, no spelling service. */
export function CodeInput({ field }: { field: CodeField }) {
  const t = useTranslations('SignIn');
  return (
    <div className="stack-tight">
      <TextField
        code
        name="code"
        label={t('code')}
        hint={
          <>
            {t('codeHint')} {t('codeExample')} <bdi className="mono inline-block">{EXAMPLE}</bdi>
          </>
        }
        error={field.error ?? undefined}
        value={field.typed}
        onChange={(event) => field.setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="characters"
        enterKeyHint="go"
        required
        aria-required
      />
      {field.hints.length > 0 && (
        <ul className="bullets small">
          {field.hints.map((hint) => (
            <li key={`${hint.place}${hint.instead}`}>{t('errors.hint', hint)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
