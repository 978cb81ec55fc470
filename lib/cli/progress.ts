import { SingleBar } from 'cli-progress';

/** A progress line on standard error, once the work has taken a second. */
export function workProgress(label: string): { advance: (done: number, total: number) => void; stop: () => void } {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage} %, {duration_formatted}`,
    clearOnComplete: true,
    hideCursor: true,
  });
  const begin = performance.now();
  return {
    advance: (done, total) => {
      if (bar.isActive) bar.update(done);
      else if (performance.now() - begin > 1000) bar.start(total, done);
      bar.setTotal(total);
    },
    stop: () => bar.stop(),
  };
}
