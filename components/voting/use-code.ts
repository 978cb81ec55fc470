'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type CodeHint, readCode } from '@/lib/client/voting/code-help';

export type CodeField = {
  typed: string;
  setTyped: (text: string) => void;
  /** What is wrong, in words; null while nothing is known to be. */
  error: string | null;
  setError: (message: string | null) => void;
  /** Places to look at first, when a slip could be in several. */
  hints: CodeHint[];
  /** The code in its one form, or null after showing what is wrong. */
  read: () => string | null;
};

/** A field for a voting code that tells slips on the device. */
export function useCode(): CodeField {
  const t = useTranslations('SignIn.errors');
  const [typed, setTypedText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [hints, setHints] = useState<CodeHint[]>([]);
  const show = (message: string | null, where: CodeHint[] = []) => {
    setError(message);
    setHints(where);
  };
  const read = () => {
    const reading = readCode(typed);
    if (reading.ok) {
      show(null);
      return reading.code;
    }
    switch (reading.problem) {
      case 'empty':
        show(t('empty'));
        break;
      case 'foreign':
        show(t('foreign', { sign: reading.sign }));
        break;
      case 'length': {
        const { letters } = reading;
        show(
          letters < 24 ? t('short', { letters, missing: 24 - letters }) : t('long', { letters, extra: letters - 24 }),
        );
        break;
      }
      case 'checksum': {
        const [only, ...more] = reading.hints;
        if (!only) show(t('checksum'));
        else if (more.length === 0) show(t('checksumHint', only));
        else show(t('checksumHints'), reading.hints);
        break;
      }
    }
    return null;
  };
  return { typed, setTyped: setTypedText, error, setError: show, hints, read };
}
