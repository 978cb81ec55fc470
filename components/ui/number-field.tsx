import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Field, type FieldWords, inputAttributes } from './field';

export interface NumberFieldProps extends Omit<ComponentProps<'input'>, 'name' | 'id' | 'type' | 'prefix'>, FieldWords {
  /** Unit before the number ("R$") or after it ("%", "minutes"). */
  prefix?: string | undefined;
  suffix?: string | undefined;
  /** Whether the keyboard on a phone offers a decimal separator. */
  decimals?: boolean | undefined;
}

/**
 * A text input with a numeric keyboard. Not `type="number"`: that changes values on scroll and drops what it cannot read,
 * so that nothing useful could be said about a mistake.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, name, id, hint, error, optional, prefix, suffix, decimals, className, ...rest } = props;
  const words = { label, name, id, hint, error, optional };
  const describedBy = inputAttributes(words);
  const unitId = `${describedBy.id}-unit`;
  const unit = prefix ?? suffix;
  return (
    <Field {...words}>
      <span className="affixed" dir="ltr">
        {prefix && (
          <span className="affix" id={unitId}>
            {prefix}
          </span>
        )}
        <input
          autoComplete="off"
          {...rest}
          {...describedBy}
          {...(unit && { 'aria-describedby': classes(unitId, describedBy['aria-describedby']) })}
          type="text"
          inputMode={decimals ? 'decimal' : 'numeric'}
          className={classes('input num', !unit && 'input-short', className)}
        />
        {suffix && !prefix && (
          <span className="affix" id={unitId}>
            {suffix}
          </span>
        )}
      </span>
    </Field>
  );
}

/** An amount of money as people write it. `currency` is the sign shown before it ("R$"). */
export function MoneyField({ currency, ...props }: Omit<NumberFieldProps, 'prefix' | 'suffix'> & { currency: string }) {
  return <NumberField decimals {...props} prefix={currency} />;
}
