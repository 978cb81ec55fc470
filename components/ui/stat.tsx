import type { ReactNode } from 'react';

export interface StatProps {
  label: string;
  value: ReactNode;
  /** What the number is compared with, in words. A number never stands alone. */
  compare: ReactNode;
}

export function StatList({ stats }: { stats: StatProps[] }) {
  return (
    <dl className="stats">
      {stats.map((stat) => (
        <Stat key={stat.label} {...stat} />
      ))}
    </dl>
  );
}

/** One label, number and comparison; stands inside a `dl`. */
function Stat({ label, value, compare }: StatProps) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd>{value}</dd>
      <dd className="stat-compare">{compare}</dd>
    </div>
  );
}
