import { Presets, SingleBar } from 'cli-progress';

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const timings: { name: string; ms: number }[] = [];

/** Runs one stage under a progress bar and remembers how long it took. */
export async function stage<T>(
  name: string,
  total: number,
  work: (done: (n: number) => void) => Promise<T>,
): Promise<T> {
  const bar = new SingleBar(
    { format: `${name.padEnd(28)} {bar} {percentage}% {value}/{total}`, noTTYOutput: true, notTTYSchedule: 10_000 },
    Presets.shades_classic,
  );
  const began = performance.now();
  bar.start(total, 0);
  try {
    const result = await work((n) => bar.update(Math.min(n, total)));
    bar.update(total);
    return result;
  } finally {
    bar.stop();
    timings.push({ name, ms: performance.now() - began });
  }
}

/** Progress of a pure core: its totals are units of work, shown in per mille. */
export const perMille = (done: (n: number) => void) => (part: number, whole: number) =>
  done(Math.floor((1000 * part) / Math.max(whole, 1)));

export function printTimings(): void {
  console.log('\nStage                          Time');
  for (const { name, ms } of timings) console.log(`${name.padEnd(28)} ${seconds(ms).padStart(8)}`);
  console.log(`${'Total'.padEnd(28)} ${seconds(timings.reduce((sum, { ms }) => sum + ms, 0)).padStart(8)}`);
}

export const timeOf = (name: string): number => timings.find((timing) => timing.name === name)?.ms ?? 0;
