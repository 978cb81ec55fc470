/** Runs parts of a verification in a thread of its own. */
import { randomBytes } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { Pace } from '@/lib/crypto/pace';
import { type Job, runJob } from '@/lib/protocol/batch/jobs';

const random = (length: number) => Uint8Array.from(randomBytes(length));

parentPort?.on('message', async (job: Job) => {
  parentPort?.postMessage(await runJob(job, random, new Pace(0)));
});
