import type { ReactNode } from 'react';
import { Block, type Colour, Dot, House, Line, Paving, Person, Shape, Tree } from './art-shapes';

const onPaving = (picture: ReactNode) => (
  <>
    <Paving />
    {picture}
  </>
);

const trees = onPaving(
  <>
    <Tree x={72} y={160} s={1.25} />
    <Tree x={240} y={160} s={1.5} />
    <Block c="blue" at={[120, 128, 84, 9]} r={2} />
    <Block c="blue" at={[120, 108, 84, 9]} r={2} />
    <Block c="ink" at={[128, 137, 6, 22]} />
    <Block c="ink" at={[190, 137, 6, 22]} />
    <Dot c="sun" x={160} y={46} r={20} />
  </>,
);

const health = onPaving(
  <>
    <Block c="paper" at={[60, 66, 200, 92]} />
    <Shape c="red" d="M44 66h232l-14-24H58z" />
    <Block c="blue" at={[140, 104, 40, 54]} />
    <Shape c="red" d="M92 88h12V76h14v12h12v14h-12v12h-14v-12H92z" />
    <Block c="water" at={[202, 84, 40, 30]} />
    <Person x={222} y={160} c="sun" s={0.9} />
    <Person x={112} y={162} c="green" s={0.8} />
  </>,
);

const cross = (
  <>
    <Block c="ground" at={[0, 164, 320, 40]} />
    <Block c="ink" at={[0, 120, 320, 48]} />
    {[30, 78, 126, 174, 222, 270].map((x) => (
      <Block key={x} c="paper" at={[x, 124, 26, 40]} />
    ))}
    <Person x={136} y={142} c="sun" s={1.1} />
    <Person x={170} y={144} c="red" s={0.85} />
    <Block c="ink" at={[228, 44, 6, 80]} />
    <Shape c="blue" d="M212 26h38v38h-38z" />
    <Shape c="paper" d="M231 32l13 26h-26z" />
  </>
);

const drains = (
  <>
    <Block c="water" at={[0, 120, 320, 80]} />
    <Line c="paper" d="M0 134q20-12 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0" />
    <House x={28} y={122} w={80} h={66} c="paper" />
    <House x={206} y={122} w={86} h={52} c="sun" />
    <Block c="water" at={[52, 82, 20, 24]} />
    <Block c="blue" at={[236, 92, 20, 30]} />
    <Line c="blue" w={5} d="M132 20l-10 24M164 14l-10 24M196 22l-10 24M148 58l-10 24M180 54l-10 24" />
    <Block c="ink" at={[126, 150, 68, 34]} r={4} />
    <Line c="ground" d="M138 156v22M150 156v22M162 156v22M174 156v22" />
  </>
);

const play = onPaving(
  <>
    <Line c="blue" w={8} d="M60 158L96 60h84l36 98" />
    <Line c="ink" w={3} d="M118 62v66M152 62v66" />
    <Block c="sun" at={[106, 126, 58, 9]} r={3} />
    <Person x={135} y={128} c="red" s={0.8} />
    <Shape c="green" d="M206 158l70-62h18v62h-14v-44l-52 44z" />
    <Dot c="sun" x={40} y={40} r={18} />
  </>,
);

const lights = (
  <>
    <Block c="blue" at={[0, 0, 320, 160]} />
    <Paving />
    <Shape c="sun" d="M84 52l-52 106h124z" />
    <Shape c="sun" d="M236 52l-52 106h124z" />
    <Block c="ink" at={[80, 40, 7, 118]} />
    <Block c="ink" at={[232, 40, 7, 118]} />
    <Block c="paper" at={[66, 34, 36, 12]} r={3} />
    <Block c="paper" at={[218, 34, 36, 12]} r={3} />
    <Person x={160} y={160} c="red" s={0.9} />
    <Dot c="paper" x={160} y={30} r={11} />
    <Dot c="blue" x={166} y={27} r={10} />
  </>
);

const read = onPaving(
  <>
    <House x={48} y={158} w={224} h={88} c="paper" roof="blue" />
    <Block c="water" at={[68, 86, 34, 40]} />
    <Block c="water" at={[218, 86, 34, 40]} />
    <Shape c="red" d="M160 104c-14-9-30-9-42-6v44c12-3 28-3 42 6z" />
    <Shape c="sun" d="M160 104c14-9 30-9 42-6v44c-12-3-28-3-42 6z" />
    <Block c="ink" at={[158, 102, 4, 46]} />
  </>,
);

const cycle = (
  <>
    <Block c="ground" at={[0, 164, 320, 40]} />
    <Tree x={280} y={132} s={0.9} />
    <Tree x={30} y={132} s={0.8} />
    <Block c="red" at={[0, 132, 320, 36]} />
    <Line c="paper" d="M0 150h28M52 150h36M112 150h36M172 150h36M232 150h36M292 150h28" />
    <Line
      c="ink"
      w={6}
      d="M108 124a26 26 0 1 1 .1 0M204 124a26 26 0 1 1 .1 0M108 98l28-40h44l24 40M136 58l24 40h-52M160 98l22-44M128 48h18M176 48h20"
    />
  </>
);

const ramps = onPaving(
  <>
    <Shape c="paper" d="M40 160h44v-22h44v-22h44v-22h44V72h64v88z" />
    <Line c="ground" w={3} d="M84 138v22M128 116v44M172 94v66M216 72v88" />
    <Line c="blue" w={7} d="M56 112L216 32h64M56 112v26M136 72v44M216 32v40" />
    <Person x={196} y={94} c="red" />
    <Dot c="sun" x={60} y={44} r={20} />
  </>,
);

const kitchen = (
  <>
    <Block c="ground" at={[0, 164, 320, 40]} />
    <Block c="green" at={[0, 120, 320, 44]} />
    <Line c="leaf" w={6} d="M10 132h90M10 148h90M220 132h90M220 148h90" />
    <Shape c="sun" d="M112 96h96v36a28 28 0 0 1-28 28h-40a28 28 0 0 1-28-28z" />
    <Block c="ink" at={[100, 88, 120, 10]} r={4} />
    <Line c="paper" w={5} d="M138 74q-10-12 0-22t0-22M160 74q-10-12 0-22t0-22M182 74q-10-12 0-22t0-22" />
    <Dot c="red" x={40} y={120} r={13} />
    <Dot c="red" x={270} y={118} r={13} />
    <Dot c="sun" x={246} y={122} r={9} />
    <Dot c="leaf" x={70} y={118} r={10} />
  </>
);

const bus = onPaving(
  <>
    <Block c="blue" at={[56, 58, 208, 10]} />
    <Block c="ink" at={[66, 68, 6, 92]} />
    <Block c="ink" at={[248, 68, 6, 92]} />
    <Block c="water" at={[72, 72, 176, 54]} />
    <Block c="sun" at={[110, 126, 100, 8]} />
    <Person x={136} y={160} c="red" />
    <Person x={186} y={160} c="green" />
    <Block c="ink" at={[280, 46, 6, 114]} />
    <Block c="sun" at={[266, 26, 34, 30]} r={3} />
    <Line c="ink" w={4} d="M274 35h18M274 46h11" />
  </>,
);

const music = onPaving(
  <>
    <Shape c="blue" d="M70 150V58l120-26v92" />
    <Shape c="sky" d="M84 76v60l92-20V56z" />
    <Dot c="blue" x={54} y={148} r={24} />
    <Dot c="blue" x={174} y={126} r={24} />
    <Shape c="sun" d="M236 60l14 28 30 4-22 21 6 31-28-15-28 15 6-31-22-21 30-4z" />
  </>,
);

const missingStone = 9;

/** Six by four stones; one is still to lay and lies beside the square. */
function EmptySquare() {
  return (
    <>
      {Array.from({ length: 24 }, (_, index) => {
        const [row, column] = [Math.floor(index / 6), index % 6];
        return <Stone key={`${row}-${column}`} row={row} column={column} missing={index === missingStone} />;
      })}
      <g transform="rotate(-14 294 58)">
        <Block c="sun" at={[276, 40, 36, 36]} />
        <Shape c="blue" d="M294 46l12 12-12 12-12-12z" />
      </g>
    </>
  );
}

function Stone({ row, column, missing }: { row: number; column: number; missing: boolean }) {
  const [x, y] = [52 + column * 36, 34 + row * 36];
  if (missing) {
    const outline = { x: x + 1.5, y: y + 1.5, width: 29, height: 29, fill: 'none', strokeWidth: 2 };
    return <rect {...outline} stroke="var(--ink-2)" strokeDasharray="4 4" />;
  }
  const tiled = (row * 5 + column * 3) % 7 === 0;
  return (
    <>
      <Block c={(row + column) % 2 ? 'water' : 'sky'} at={[x, y, 32, 32]} />
      {tiled && <Shape c="blue" d={`M${x + 16} ${y + 4}l12 12-12 12-12-12z`} />}
    </>
  );
}

/** Five piles of stones and a line that three of them reach. */
function CountedStones() {
  const piles: [x: number, height: number, colour: Colour][] = [
    [40, 4, 'blue'],
    [88, 3, 'blue'],
    [136, 5, 'sun'],
    [184, 2, 'water'],
    [232, 1, 'water'],
  ];
  return (
    <>
      <Block c="ground" at={[20, 172, 280, 8]} />
      {piles.flatMap(([x, height, colour]) =>
        Array.from({ length: height }, (_, level) => 144 - level * 28).map((y) => (
          <Block key={`${x}-${y}`} c={colour} at={[x, y, 40, 24]} />
        )),
      )}
      <Line c="red" w={3} d="M24 100H296" />
      <Line c="ink" w={5} d="M146 44l8 8 16-18" />
    </>
  );
}

const shop = (
  <>
    <Block c="sky" at={[0, 0, 320, 172]} />
    <Block c="ground" at={[0, 172, 320, 28]} />
    <Block c="paper" at={[44, 70, 232, 102]} />
    {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
      <Shape key={index} c={index % 2 ? 'paper' : 'blue'} d={`M${44 + index * 29} 58h29v24a14.5 14.5 0 0 1-29 0z`} />
    ))}
    <Block c="blue" at={[36, 46, 248, 14]} />
    <Block c="ink" at={[66, 110, 48, 62]} />
    <Block c="water" at={[136, 106, 112, 40]} />
    <Person x={162} y={172} c="red" />
    <Block c="ink" at={[190, 128, 6, 44]} />
    <Block c="sun" at={[178, 104, 34, 30]} r={3} />
    <Shape c="blue" d="M195 110l9 9-9 9-9-9z" />
    <Shape c="blue" d="M150 20h20v26h-20z" />
    <Shape c="paper" d="M160 25l7 8-7 8-7-8z" />
  </>
);

const drawings = {
  trees,
  health,
  cross,
  drains,
  play,
  lights,
  read,
  cycle,
  ramps,
  kitchen,
  bus,
  music,
  shop,
  empty: <EmptySquare />,
  counted: <CountedStones />,
} satisfies Record<string, ReactNode>;

/** Twelve project drawings, and three of the city's own: a citizen shop, a square to finish, stones counted. */
export type ArtName = keyof typeof drawings;
export const artNames = Object.keys(drawings) as ArtName[];

export function Drawing({ name }: { name: ArtName }) {
  return drawings[name];
}
