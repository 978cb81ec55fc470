import { describe, expect, it } from 'vitest';
import type { Job, Terms } from '@/lib/protocol/batch/jobs';
import { pool } from '@/lib/protocol/batch/pool';
import { answerJob, type LaneAnswer, type LaneWorker, laneOf } from './lane';

const job = (seed: number) => ({ kind: 'generators', seed }) as unknown as Job;
const termsOf = (asked: Job) => ({ of: asked }) as unknown as Terms;

/** A worker on this thread: what it is asked, it runs, and what it answers is copied as between threads. */
function workerThat(run: (job: Job) => Promise<Terms | null>) {
  const worker: LaneWorker & { asked: number } = {
    asked: 0,
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (asked: Job) => {
      worker.asked += 1;
      void answerJob(asked, run).then((answer: LaneAnswer) =>
        worker.onmessage?.call(
          worker as unknown as Worker,
          { data: structuredClone(answer) } as MessageEvent<LaneAnswer>,
        ),
      );
    },
  };
  return worker;
}

const breakWith = (worker: LaneWorker, message: string) =>
  (worker.onerror as (event: Pick<ErrorEvent, 'message'>) => void)({ message });

describe('a worker beside the one that leads', () => {
  it('answers with terms, or with a doubt', async () => {
    const lane = laneOf(workerThat(async (asked) => ((asked as { seed?: number }).seed === 2 ? null : termsOf(asked))));
    expect(await lane(job(1))).toEqual(termsOf(job(1)));
    expect(await lane(job(2))).toBeNull();
  });

  it('answers also where a job breaks, so that nobody waits for ever, and is then as good as before', async () => {
    const worker = workerThat(async (asked) => {
      const { seed } = asked as unknown as { seed: number };
      if (seed === 1) throw new RangeError('no memory');
      if (seed === 2) throw 'words';
      return termsOf(asked);
    });
    const lane = laneOf(worker);
    await expect(lane(job(1))).rejects.toThrow('RangeError: no memory');
    await expect(lane(job(2))).rejects.toThrow('words');
    expect(await lane(job(3))).toEqual(termsOf(job(3)));
  });

  it('breaks the whole work with it, and raises no doubt about the archive', async () => {
    const sound = laneOf(workerThat(async (asked) => termsOf(asked)));
    const broken = laneOf(workerThat(() => Promise.reject(new RangeError('no memory'))));
    await expect(pool([sound, broken]).run([job(1), job(2), job(3)])).rejects.toThrow('no memory');
  });

  it('that does not start fails what it was asked, and what it is asked later', async () => {
    const silent = workerThat(() => new Promise(() => {}));
    const lane = laneOf(silent);
    const waiting = lane(job(1));
    breakWith(silent, '');
    await expect(waiting).rejects.toThrow('a worker could not be started');
    await expect(lane(job(2))).rejects.toThrow('a worker could not be started');
    expect(silent.asked).toBe(1);
    const early = workerThat(async () => null);
    const later = laneOf(early);
    breakWith(early, 'SyntaxError');
    await expect(later(job(1))).rejects.toThrow('SyntaxError');
    expect(early.asked).toBe(0);
  });

  it('whose answer cannot be read fails the job', async () => {
    const silent = workerThat(() => new Promise(() => {}));
    const waiting = laneOf(silent)(job(1));
    silent.onmessageerror?.call(silent as unknown as Worker, {} as MessageEvent);
    await expect(waiting).rejects.toThrow('could not be read');
  });
});
