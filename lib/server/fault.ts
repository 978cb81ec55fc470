type Fault = { name: string; code?: string; message?: string; at?: string[]; faults?: Fault[] };

const FRAMES = 6;

/**
 * What may be logged of an unexpected error (SEC-11): its class, its code and where it happened. Messages of libraries
 * quote the values at hand, a person's or a ballot's; only those of our own invariants are constant and told.
 */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack = '' } = error;
  const { code } = error as { code?: unknown };
  const afterMessage = stack.slice(stack.indexOf(message) + message.length);
  const at = afterMessage.split('\n').flatMap((line) => /^\s+at (.+)$/.exec(line)?.[1] ?? []);
  return {
    name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(message.startsWith('Invariant broken: ') ? { message } : {}),
    ...(error instanceof AggregateError ? { faults: error.errors.map(faultOf) } : {}),
    at: at.slice(0, FRAMES),
  };
}
