/** First stop of the keyboard on every page. `target` is the id of the main element. */
export function SkipLink({ label, target = 'main' }: { label: string; target?: string }) {
  return (
    <a className="skip" href={`#${target}`}>
      {label}
    </a>
  );
}
