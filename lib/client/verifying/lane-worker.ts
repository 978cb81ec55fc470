/** Runs parts of a verification beside the worker that leads it. */
import { Pace } from '@/lib/crypto/pace';
import { type Job, runJob } from '@/lib/protocol/batch/jobs';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

scope.onmessage = ({ data }: MessageEvent<Job>) => {
  void runJob(data, random, new Pace(0)).then((terms) => scope.postMessage(terms));
};
