import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Field, type FieldWords, inputAttributes } from './field';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'name' | 'id' | 'size' | 'width'>, FieldWords {
  /** `short` for a date or a number of a few digits; `code` sets the mono face for codes, keys and trackers. */
  width?: 'full' | 'short' | undefined;
  code?: boolean | undefined;
}

export function TextField({ label, name, id, hint, error, optional, width, code, className, ...rest }: TextFieldProps) {
  const words = { label, name, id, hint, error, optional };
  return (
    <Field {...words}>
      <input
        type="text"
        {...(code && { dir: 'ltr', spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' })}
        {...rest}
        {...inputAttributes(words)}
        className={classes('input', width === 'short' && 'input-short', code && 'input-code', className)}
      />
    </Field>
  );
}
