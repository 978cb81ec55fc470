/** Runs one job of a trustee away from the page, so that the page stays usable and can stop the work at any time. */
import { runJob } from './jobs';
import { keptShufflesOnDevice } from './kept-shuffles';
import type { TrusteeJob } from './messages';
import { openedListsOnDevice } from './opened-lists';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const tools = {
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  subtle: crypto.subtle,
  openedLists: openedListsOnDevice,
  shuffles: keptShufflesOnDevice,
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};

scope.onmessage = ({ data }: MessageEvent<TrusteeJob>) => {
  void runJob(data, tools, (report) => scope.postMessage(report));
};
