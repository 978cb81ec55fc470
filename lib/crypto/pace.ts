/**
 * Keeps long computations from blocking the event loop of a page, worker or server, and reports how far they are.
 * Work is counted in point additions (about 0.2 µs each), so no clock is needed.
 */

/** `done` of `total` units of work, at most a few dozen times a second. */
export type Progress = (done: number, total: number) => void;

/** Rough costs in point additions. */
export const COST = {
  fixedMultiply: 60,
  multiply: 260,
  /** A term of a sum with secret scalars. */
  secretTerm: 70,
  decode: 20,
  subgroup: 70,
  encode: 2,
  hash: 10,
} as const;

/** Additions between two breaks: about 20 ms. */
const STRIDE = 100_000;

export class Pace {
  private done = 0;
  private sinceBreak = 0;

  constructor(
    private total: number,
    private readonly onProgress?: Progress,
  ) {}

  /** Announces more work than was known at the start. */
  expect(additions: number): void {
    this.total += additions;
  }

  /** Records work; from time to time reports and lets other tasks run. */
  async spend(additions: number): Promise<void> {
    this.done += additions;
    this.sinceBreak += additions;
    if (this.sinceBreak < STRIDE) return;
    this.sinceBreak = 0;
    this.onProgress?.(Math.min(this.done, this.total), this.total);
    await new Promise<void>((resolve) => setTimeout(resolve));
  }

  finish(): void {
    this.onProgress?.(this.total, this.total);
  }
}
