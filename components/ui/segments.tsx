import { PageLink } from './page-link';

export interface SegmentLinksProps {
  label: string;
  items: { label: string; href: string; current?: boolean }[];
}

/** Views of one page, each with an address: list, map, compare. */
export function SegmentLinks({ label, items }: SegmentLinksProps) {
  return (
    <nav className="segments" aria-label={label}>
      {items.map(({ label: text, href, current }) => (
        <PageLink key={href} className="segment" href={href} {...(current && { 'aria-current': 'page' })}>
          {text}
        </PageLink>
      ))}
    </nav>
  );
}

export interface SegmentChoiceProps<Value extends string> {
  /** Names the group. */
  label: string;
  name: string;
  options: { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  labelHidden?: boolean | undefined;
}

/** One of a few settings, as joined radio buttons. */
export function SegmentChoice<Value extends string>(props: SegmentChoiceProps<Value>) {
  const { label, name, options, value, onChange, labelHidden } = props;
  return (
    <fieldset>
      <legend className={labelHidden ? 'vh' : 'field-label small mb-1'}>{label}</legend>
      <div className="segments">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
