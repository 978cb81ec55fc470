import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Field, type FieldWords, inputAttributes } from './field';
import { Icon } from './icon';

export interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'name' | 'id' | 'children'>, FieldWords {
  options: { value: string; label: string; disabled?: boolean }[];
  /** First, empty entry ("Choose one"). */
  blank?: string | undefined;
}

export function SelectField(props: SelectFieldProps) {
  const { label, name, id, hint, error, optional, options, blank, className, ...rest } = props;
  const words = { label, name, id, hint, error, optional };
  return (
    <Field {...words}>
      <span className="select">
        <select {...rest} {...inputAttributes(words)} className={classes('input', className)}>
          {blank !== undefined && <option value="">{blank}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </Field>
  );
}
