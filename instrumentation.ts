/** Runs once in every server process: the timers that close contests on time, publish full batches, and mix. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startTicking } = await import('./lib/voting/ticking');
  startTicking();
  const { startMixing } = await import('./lib/tally/ticking');
  startMixing();
}
