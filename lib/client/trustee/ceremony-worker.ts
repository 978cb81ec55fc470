/** Holds a trustee's secret for as long as the page is open, and carries out the page's orders one at a time. */
import { type CeremonyOrder, type CeremonyReport, CeremonySession } from './ceremony';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const tools = {
  fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  subtle: crypto.subtle,
};

let session: CeremonySession | null = null;
let busy: Promise<unknown> = Promise.resolve();

export type CeremonyRequest = { readonly contest: string; readonly number: number; readonly order: CeremonyOrder };
export type CeremonyAnswer = { readonly number: number; readonly report: CeremonyReport };

scope.onmessage = ({ data }: MessageEvent<CeremonyRequest>) => {
  session ??= new CeremonySession(data.contest, tools);
  const current = session;
  busy = busy.then(async () => {
    const report = await current.carryOut(data.order);
    scope.postMessage({ number: data.number, report } satisfies CeremonyAnswer);
  });
};
