/** Skeleton stones after 400 ms and words after 4 s, so that quick answers show neither. */
export function Loading({ label, stillLabel, stones = 3 }: { label: string; stillLabel: string; stones?: number }) {
  return (
    <div className="loading" role="status">
      <span className="vh">{label}</span>
      {Array.from({ length: stones }, (_, index) => `stone-${index}`).map((key) => (
        <div key={key} className="loading-stone" />
      ))}
      <p className="loading-words muted">{stillLabel}</p>
    </div>
  );
}
