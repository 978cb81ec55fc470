/**
 * Exit codes of the `largo` command: 0 done, 1 the input is bad, a check failed or there is an alarm, 2 the command line
 * is wrong, 3 nobody answered, so that nothing is known.
 */
export const EXIT = { badInput: 1, usage: 2, unreachable: 3 } as const;

/** Ends a command with one message on standard error. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}
