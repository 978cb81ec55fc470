import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Field, type FieldWords, inputAttributes } from './field';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'name' | 'id'>, FieldWords {
  code?: boolean | undefined;
}

export function TextArea({ label, name, id, hint, error, optional, code, className, ...rest }: TextAreaProps) {
  const words = { label, name, id, hint, error, optional };
  return (
    <Field {...words}>
      <textarea
        rows={5}
        {...(code && { dir: 'ltr', spellCheck: false })}
        {...rest}
        {...inputAttributes(words)}
        className={classes('input', code && 'input-code', className)}
      />
    </Field>
  );
}
