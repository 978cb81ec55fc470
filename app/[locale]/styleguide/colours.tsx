import { Section } from './section';

const swatches = [
  'bg-bg text-ink',
  'bg-surface text-ink',
  'bg-surface-2 text-ink-2',
  'bg-brand text-on-brand',
  'bg-brand-soft text-ink',
  'bg-spark text-on-spark',
  'bg-hero text-on-hero',
  'bg-ok-soft text-ok',
  'bg-warn-soft text-warn',
  'bg-bad-soft text-bad',
];

export function Colours() {
  return (
    <Section title="Colours and type">
      <ul className="grid grid-cols-2 gap-2 md:grid-cols-5">
        {swatches.map((swatch) => (
          <li key={swatch} className={`border border-line p-3 text-[length:var(--text-sm)] ${swatch}`}>
            {swatch}
          </li>
        ))}
      </ul>
      <div className="stack-tight">
        <p className="display text-[length:var(--text-3xl)]">You can vote now</p>
        <p className="display h2">Where the 2027 round is</p>
        <p className="display h-mid">Your ballot is locked and ready</p>
        <p className="display h3">Storm drains on Rua do Cais</p>
        <p className="lead">Choose what gets built from 12 projects. 0123456789</p>
        <p>Body text: Il1 O0, R$ 4,800,000.</p>
        <p className="small muted">Small, quieter text.</p>
        <p className="mono">Mono: 0O Il1 8B a93f-02d1</p>
      </div>
    </Section>
  );
}
