/** Runs once in every server process: the timer that closes contests on time and publishes full batches. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startTicking } = await import('./lib/voting/ticking');
  startTicking();
}
