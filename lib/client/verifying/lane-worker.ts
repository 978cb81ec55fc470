/** Runs parts of a verification beside the worker that leads it. */
import { Pace } from '@/lib/crypto/pace';
import { type Job, runJob } from '@/lib/protocol/batch/jobs';
import { answerJob } from './lane';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

scope.onmessage = ({ data }: MessageEvent<Job>) => {
  void answerJob(data, (job) => runJob(job, random, new Pace(0))).then((answer) => scope.postMessage(answer));
};
