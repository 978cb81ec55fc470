'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TextField } from '@/components/ui/text-field';
import { slugOf } from '@/lib/slug';
import type { FieldProps } from './action-form';

/** A name, and an address that follows it until somebody types one. */
export function NameAndSlug({ name, slug, nameHint }: { name: FieldProps; slug: FieldProps; nameHint: string }) {
  const t = useTranslations('Admin.form');
  const { defaultValue, ...rest } = slug;
  const [address, setAddress] = useState(defaultValue);
  const [isOwn, setIsOwn] = useState(defaultValue !== '');
  return (
    <>
      <TextField
        {...name}
        label={t('name')}
        hint={nameHint}
        onChange={(event) => {
          if (!isOwn) setAddress(slugOf(event.target.value));
        }}
      />
      <TextField
        {...rest}
        label={t('slug')}
        hint={t('slugHint')}
        autoCapitalize="none"
        value={address}
        onChange={(event) => {
          setAddress(event.target.value);
          setIsOwn(event.target.value !== '');
        }}
      />
    </>
  );
}
