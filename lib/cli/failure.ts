/** Exit codes of the `largo` command: 0 done, 1 the input is bad or a check failed, 2 the command line is wrong. */
export const EXIT = { badInput: 1, usage: 2 } as const;

/** Ends a command with one message on standard error. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}
