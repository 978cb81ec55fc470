import { CHECKS, type CheckName, type Code } from './checks';

/** A refusal; thrown, because nothing after it is worth reading. */
export class Refused extends Error {
  constructor(
    readonly check: CheckName,
    readonly code: Code,
    readonly detail: string,
  ) {
    super(`${check}/${code}: ${detail}`);
  }
}

/** Told what is being worked on, and how much of it is done. */
export type Tick = (what: string, done: number, total: number) => void;

/** One passed check: how many single tests it was made of. */
export interface Passed {
  readonly check: CheckName;
  readonly sentence: string;
  readonly tests: number;
}

/** Keeps count of what was tested in which check, and how far the work is. */
export class Ledger {
  private readonly tests = new Map<CheckName, number>();
  private current: CheckName = 'file';

  constructor(readonly tick: Tick = () => {}) {}

  /** From here on tests belong to this check. */
  enter(check: CheckName): void {
    this.current = check;
    this.tests.set(check, this.tests.get(check) ?? 0);
  }

  /** Makes one test, and throws `Refused` where it does not hold. */
  require(code: Code, holds: boolean, detail: string): asserts holds {
    if (!holds) throw new Refused(this.current, code, detail);
    this.tests.set(this.current, (this.tests.get(this.current) ?? 0) + 1);
  }

  /** Turns a refusal inside of `read` into one with this code: a file of which only the code of the whole is named. */
  under<T>(code: Code, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof Refused) throw new Refused(this.current, code, `${error.detail} (${error.code})`);
      throw error;
    }
  }

  /** The checks entered so far, in order; the last one did not pass where a refusal was thrown. */
  list(): Passed[] {
    return [...this.tests].map(([check, tests]) => ({ check, sentence: CHECKS[check], tests }));
  }
}
