import { classes } from './classes';
import { CopyButton, type CopyWords } from './copy-button';

/** Groups of four characters, the last one perhaps shorter. Counts code points, keeps every character. */
export function groupsOfFour(text: string): string[] {
  return text.match(/.{1,4}/gu) ?? [];
}

export interface TrackerProps {
  value: string;
  /** Label above ("Your tracker"). */
  label?: string | undefined;
  size?: 'small' | 'medium' | 'large' | undefined;
  /** With these a Copy button stands below. */
  copyWords?: CopyWords | undefined;
}

/**
 * A tracker, fingerprint or code: mono, in groups of four, left to right in every language, read out letter by letter.
 * The gaps are drawn, not typed, so that what is selected by hand has no blanks in it.
 */
export function Tracker({ value, label, size = 'medium', copyWords }: TrackerProps) {
  const groups = groupsOfFour(value).map((text, index) => ({ text, key: `${index}${text}` }));
  return (
    <div>
      {label && <p className="small muted">{label}</p>}
      <p className={classes('tracker', size !== 'medium' && `tracker-${size}`)} dir="ltr">
        <span className="vh">{[...value].join(' ')}</span>
        {groups.map(({ key, text }) => (
          <bdi key={key} aria-hidden="true">
            {text}
          </bdi>
        ))}
      </p>
      {copyWords && (
        <div className="mt-4">
          <CopyButton value={value} words={copyWords} />
        </div>
      )}
    </div>
  );
}
