/** Encrypts ballots in a worker of a browser, as a voter's device does, and reports how long each took. */
import { encryptBallot } from '@/lib/protocol/ballot';
import type { ElectionKeys } from '@/lib/protocol/election';

interface Request {
  readonly election: ElectionKeys;
  readonly credentials: readonly string[];
}

const scope = self as unknown as DedicatedWorkerGlobalScope;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

scope.onmessage = ({ data }: MessageEvent<Request>) => {
  const times = data.credentials.map((credential) => {
    const payload = random(30);
    payload[0] = 1;
    const began = performance.now();
    encryptBallot({ election: data.election, credential, payload, random });
    return performance.now() - began;
  });
  scope.postMessage(times);
};
