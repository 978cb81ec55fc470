import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes';
import { FieldError, type FieldWords, inputAttributes } from './field';

export interface ChoiceGroupProps extends FieldWords {
  children: ReactNode;
  /** A heading instead of a plain label, where the question is the page. */
  large?: boolean | undefined;
  /** Side by side from 768 px. */
  columns?: 2 | 3 | undefined;
}

/** A question with choice cards below it: a fieldset and its legend. */
export function ChoiceGroup(props: ChoiceGroupProps) {
  const { label, name, id = name, hint, error, optional, large, columns, children } = props;
  const { name: _name, 'aria-invalid': _invalid, ...attributes } = inputAttributes({ name, id, hint, error });
  return (
    <fieldset {...attributes} tabIndex={-1} className={classes(error !== undefined && 'field-invalid')}>
      <legend className={large ? 'display h-mid' : 'field-label'}>
        {label}
        {optional && <span className="field-optional"> ({optional})</span>}
      </legend>
      {hint !== undefined && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <div className={classes('choices mt-3', columns && `cols-${columns}`)}>{children}</div>
    </fieldset>
  );
}

export interface ChoiceCardProps extends Omit<ComponentProps<'input'>, 'type' | 'name'> {
  type: 'radio' | 'checkbox';
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** No frame: for a single consent box or a filter. */
  plain?: boolean | undefined;
}

/** The whole label answers. On: thick edge and tick. */
export function ChoiceCard({ type, label, hint, plain, className, children, ...rest }: ChoiceCardProps) {
  return (
    <label className={classes('choice', plain && 'choice-plain', className)}>
      <input {...rest} type={type} className="box" />
      <span className="choice-label">{label}</span>
      {hint !== undefined && <span className="choice-hint">{hint}</span>}
      {children && <span className="choice-hint">{children}</span>}
    </label>
  );
}
