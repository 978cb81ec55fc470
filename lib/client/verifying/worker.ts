/** Verifies away from the page, so that the page stays usable and can stop the work at any time. */
import { type Lane, pool } from '@/lib/protocol/batch/pool';
import { runVerifyJob } from './job';
import { laneOf } from './lane';
import type { VerifyJob } from './messages';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const MOST_LANES = 4;

/** Started with this worker, so that everything is loaded before the device may go offline. */
const lanes = startLanes();

function startLanes(): Lane[] {
  // Where a worker may not have workers of its own, it does all the work itself.
  const count = typeof Worker === 'undefined' ? 0 : Math.min(navigator.hardwareConcurrency ?? 1, MOST_LANES);
  return count < 2 ? [] : Array.from({ length: count }, startLane);
}

function startLane(): Lane {
  return laneOf(new Worker(new URL('./lane-worker.ts', import.meta.url), { type: 'module', name: 'largo-verify' }));
}

const tools = {
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  clock: () => performance.now(),
  runner: lanes.length === 0 ? null : (onJob: (done: number, total: number) => void) => pool(lanes, onJob),
};

scope.onmessage = ({ data }: MessageEvent<VerifyJob>) => {
  void runVerifyJob(data, tools, (report) => scope.postMessage(report));
};
