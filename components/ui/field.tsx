import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

/** What every field says about itself. All texts arrive translated. */
export interface FieldWords {
  label: string;
  /** Name in the form; also the id, unless `id` is given, so that an error summary can link to `#name`. */
  name: string;
  id?: string | undefined;
  hint?: ReactNode;
  /** What is wrong and how to mend it. Shown above the input with an icon. */
  error?: string | undefined;
  /** The word "optional", when the field is. */
  optional?: string | undefined;
}

/** Attributes that tie the input to its hint and error. */
export function inputAttributes({ name, id = name, hint, error }: Pick<FieldWords, 'name' | 'id' | 'hint' | 'error'>) {
  const by = classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return {
    id,
    name,
    ...(by && { 'aria-describedby': by }),
    ...(error !== undefined && { 'aria-invalid': true as const }),
  };
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id}>
      <Icon name="error" />
      <span>{children}</span>
    </p>
  );
}

/** Label above, then hint, then error, then the input. */
export function Field({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  children,
}: FieldWords & { children: ReactNode }) {
  return (
    <div className={classes('field', error !== undefined && 'field-invalid')}>
      <label className="field-label" htmlFor={id}>
        {label}
        {optional && <span className="field-optional"> ({optional})</span>}
      </label>
      {hint !== undefined && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </div>
  );
}
