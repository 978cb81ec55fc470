/** The shapes and colours that every drawing is made of. Colours are tokens, so drawings follow the theme. */
const colours = {
  sky: 'var(--art-sky)',
  ground: 'var(--art-ground)',
  paper: 'var(--art-paper)',
  ink: 'var(--art-ink)',
  blue: 'var(--art-blue)',
  water: 'var(--art-blue-2)',
  sun: 'var(--art-sun)',
  red: 'var(--art-red)',
  green: 'var(--art-green)',
  leaf: 'var(--art-green-2)',
} as const;

export type Colour = keyof typeof colours;

/** A rectangle: `at` is x, y, width, height. */
export function Block({ c, at, r }: { c: Colour; at: [number, number, number, number]; r?: number }) {
  const [x, y, width, height] = at;
  return <rect fill={colours[c]} x={x} y={y} width={width} height={height} rx={r} />;
}

export function Dot({ c, x, y, r }: { c: Colour; x: number; y: number; r: number }) {
  return <circle fill={colours[c]} cx={x} cy={y} r={r} />;
}

export function Shape({ c, d }: { c: Colour; d: string }) {
  return <path fill={colours[c]} d={d} />;
}

export function Line({ c, d, w = 4 }: { c: Colour; d: string; w?: number }) {
  return <path fill="none" stroke={colours[c]} strokeWidth={w} strokeLinecap="round" strokeLinejoin="round" d={d} />;
}

export function Tree({ x, y, s = 1 }: { x: number; y: number; s?: number }) {
  return (
    <>
      <Block c="ink" at={[x - 3 * s, y - 46 * s, 6 * s, 46 * s]} />
      <Dot c="green" x={x} y={y - 66 * s} r={32 * s} />
      <Dot c="leaf" x={x - 9 * s} y={y - 74 * s} r={15 * s} />
    </>
  );
}

export function Person({ x, y, c = 'blue', s = 1 }: { x: number; y: number; c?: Colour; s?: number }) {
  const [shoulder, height] = [11 * s, 24 * s];
  return (
    <>
      <Dot c="ink" x={x} y={y - 46 * s} r={8 * s} />
      <Shape c={c} d={`M${x - shoulder} ${y}v${-height}a${shoulder} ${shoulder} 0 0 1 ${2 * shoulder} 0v${height}z`} />
    </>
  );
}

export function House(props: { x: number; y: number; w: number; h: number; c: Colour; roof?: Colour }) {
  const { x, y, w, h, c, roof = 'red' } = props;
  return (
    <>
      <Block c={c} at={[x, y - h, w, h]} />
      <Shape c={roof} d={`M${x - 6} ${y - h}h${w + 12}l-12-22h${12 - w}z`} />
    </>
  );
}

/** Paving in courses of stones, each course half a stone further. */
export function Paving() {
  const joints = (top: number, first: number, height: number) =>
    Array.from({ length: 6 }, (_, index) => `M${first + 50 * index} ${top}v${height}`).join('');
  return (
    <>
      <Block c="ground" at={[0, 156, 320, 60]} />
      <Line
        c="paper"
        w={1.5}
        d={`M0 170H320M0 186H320${joints(156, 20, 14)}${joints(170, 45, 16)}${joints(186, 20, 20)}`}
      />
    </>
  );
}
