'use client';

import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Note } from '@/components/ui/note';
import { MENDED_HERE } from '../job-outcome';
import type { CeremonyFailure } from './use-ceremony';

/** What went wrong, whose message it was, and what to do. */
export function FailureNote({ failure, names }: { failure: CeremonyFailure | null; names: readonly string[] }) {
  const t = useTranslations('Trustee');
  if (!failure) return null;
  const { code, detail, index } = failure;
  const name = index === null ? undefined : names[index - 1];
  return (
    <Note live tone="bad" title={t(`failures.${code}.title`)}>
      <p>{t(`failures.${code}.body`)}</p>
      {name && <p>{t('ceremony.whose', { name })}</p>}
      {!MENDED_HERE.has(code) && (
        <Disclosure plain summary={t('work.forEngineers')}>
          <p className="mono small" dir="ltr">
            {code}: {detail}
          </p>
        </Disclosure>
      )}
    </Note>
  );
}
