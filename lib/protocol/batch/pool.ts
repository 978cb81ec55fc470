import type { Job, JobRunner, Terms } from './jobs';

/** One place where a job can run: a worker. */
export type Lane = (job: Job) => Promise<Terms | null>;

/** Runs jobs on several lanes, each lane taking the next job as soon as it is free. Stops at the first doubt. */
export function pool(lanes: readonly Lane[], onJob?: (done: number, total: number) => void): JobRunner {
  let [done, total] = [0, 0];
  const run = async <J extends Job>(jobs: readonly J[]): Promise<Terms<J>[] | null> => {
    const terms: Terms<J>[] = new Array(jobs.length);
    const waiting = jobs.entries();
    let doubted = false;
    total += jobs.length;
    const work = async (lane: Lane) => {
      for (const [number, job] of waiting) {
        const found = await lane(job);
        if (found === null) doubted = true;
        if (doubted || found === null) return;
        terms[number] = found as Terms<J>;
        done += 1;
        onJob?.(done, total);
      }
    };
    await Promise.all(lanes.map(work));
    return doubted ? null : terms;
  };
  return { lanes: lanes.length, run };
}
