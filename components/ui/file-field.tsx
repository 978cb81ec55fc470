import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Field, type FieldWords, inputAttributes } from './field';

export interface FileFieldProps extends Omit<ComponentProps<'input'>, 'name' | 'id' | 'type'>, FieldWords {}

/** Say in the hint which kinds of file and how large. `accept` and `multiple` work as in HTML. */
export function FileField({ label, name, id, hint, error, optional, className, ...rest }: FileFieldProps) {
  const words = { label, name, id, hint, error, optional };
  return (
    <Field {...words}>
      <input {...rest} {...inputAttributes(words)} type="file" className={classes('file', className)} />
    </Field>
  );
}
