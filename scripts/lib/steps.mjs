/** `850 ms`, `12.3 s` or `4 min 05 s`. */
export function duration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * Announces a step, does it, and says how long it took. `work` receives `say` for what is worth knowing on the way
 * and may return a text that replaces "done".
 */
export async function step(title, work) {
  const began = performance.now();
  console.log(`▸ ${title}`);
  try {
    const result = await work((line) => console.log(`    ${line}`));
    console.log(`  ✓ ${typeof result === 'string' ? result : 'done'} (${duration(performance.now() - began)})`);
    return result;
  } catch (error) {
    console.log(`  ✗ failed (${duration(performance.now() - began)})`);
    throw error;
  }
}
