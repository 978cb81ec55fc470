import { type ReactNode, useId } from 'react';
import { classes } from './classes';

/** `1`–`7` are the data colours in their fixed order; `soft` and `softer` are lighter steps of the first; `lost` is hatched. */
export type BarFill = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 'soft' | 'softer' | 'lost';

export interface BarPart {
  key: string;
  /** In the same unit as `total`: money in minor units, votes, projects. */
  value: number | bigint;
  fill?: BarFill | undefined;
}

export interface BarProps {
  /** The whole message of the bar in words, for those who do not see it. */
  label: string;
  parts: BarPart[];
  total: number | bigint;
  /** Words above the bar: the amount that matters at the start, the rest at the end. */
  words?: ReactNode;
  wordsEnd?: ReactNode;
  size?: 'thin' | 'medium' | 'large' | undefined;
  /** More than the total: red edge. Say so in `words` too. */
  over?: boolean | undefined;
}

/** Start and width of each part in percent of the larger of `total` and the sum of the parts. Parts keep their order. */
export function layOut(
  parts: readonly BarPart[],
  total: number | bigint,
): { part: BarPart; start: number; width: number }[] {
  const sum = parts.reduce((before, part) => before + Number(part.value), 0);
  const whole = Math.max(sum, Number(total));
  let start = 0;
  return parts.map((part) => {
    const width = whole > 0 ? (Number(part.value) / whole) * 100 : 0;
    const placed = { part, start, width };
    start += width;
    return placed;
  });
}

const percent = (value: number) => `${Number(value.toFixed(3))}%`;

/** One stone per part, drawn in SVG, on a hatched ground that stands for the rest. */
export function Bar({ label, parts, total, words, wordsEnd, size = 'medium', over }: BarProps) {
  const hatch = useId();
  return (
    <div>
      {(words !== undefined || wordsEnd !== undefined) && (
        <div className="bar-words">
          <div>{words}</div>
          <div className="muted small">{wordsEnd}</div>
        </div>
      )}
      <div className={classes('bar', size !== 'medium' && `bar-${size}`, over && 'bar-over')}>
        <svg role="img" aria-label={label} width="100%" height="100%">
          <Hatch id={hatch} />
          {layOut(parts, total).map(({ part, start, width }) => (
            <rect
              key={part.key}
              x={percent(start)}
              y="0"
              width={percent(width)}
              height="100%"
              className={classes('bar-part', part.fill !== 'lost' && `fill-${part.fill ?? 1}`)}
              {...(part.fill === 'lost' && { fill: `url(#${hatch})` })}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M2 0v8" className="bar-hatch-line" />
      </pattern>
    </defs>
  );
}

/** The names of the parts' colours, in words, under a bar. */
export function Legend({ items }: { items: { key: string; label: ReactNode; fill: BarFill }[] }) {
  const hatch = useId();
  return (
    <ul className="legend">
      {items.map(({ key, label, fill }) => (
        <li key={key}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <Hatch id={`${hatch}${key}`} />
            <rect
              width="16"
              height="16"
              className={classes(fill !== 'lost' && `fill-${fill}`)}
              {...(fill === 'lost' && { fill: `url(#${hatch}${key})` })}
            />
          </svg>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}
