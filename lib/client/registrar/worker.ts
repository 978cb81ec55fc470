/** Makes voting codes away from the page. It fetches nothing and stores nothing. */
import { type MakeCodes, makeCodes } from '@/lib/protocol/make-codes';
import type { CodesReport } from './messages';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const report = (message: CodesReport) => scope.postMessage(message);

scope.onmessage = ({ data }: MessageEvent<MakeCodes>) => {
  try {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    for (const codes of makeCodes(data, random)) report({ kind: 'made', codes });
    report({ kind: 'done' });
  } catch (error) {
    report({ kind: 'failed', detail: String(error) });
  }
};
