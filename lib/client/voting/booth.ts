/** The page's side of the voting worker: questions in, promises out. */
import type { Answer, Ask, Envelope, Kind, Reply } from './messages';

class BoothError extends Error {
  constructor(readonly code: 'refused' | 'broken') {
    super(`voting worker: ${code}`);
  }
}

export type Booth = {
  ask<K extends Kind>(kind: K, ask: Ask<K>): Promise<Answer<K>>;
  /** Ends the worker, and with it everything that it holds in memory. The next question starts another. */
  close(): void;
};
type Channel = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;
type Waiting = { resolve: (answer: never) => void; reject: (error: BoothError) => void };

/**
 * A booth whose worker starts with the first question, and anew after it broke (out of memory, script not loaded):
 * then everything unanswered is rejected, so that no screen waits for ever.
 */
export function openBooth(start: () => Channel): Booth {
  const waiting = new Map<number, Waiting>();
  let channel: Channel | null = null;
  let last = 0;
  const close = () => {
    channel?.terminate();
    channel = null;
    for (const { reject } of waiting.values()) reject(new BoothError('broken'));
    waiting.clear();
  };
  const connect = () => {
    const worker = start();
    worker.addEventListener('message', (event) => {
      const reply = (event as MessageEvent<Reply>).data;
      const found = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.ok) found?.resolve(reply.answer as never);
      else found?.reject(new BoothError('refused'));
    });
    worker.addEventListener('error', close);
    return worker;
  };
  return {
    close,
    ask<K extends Kind>(kind: K, ask: Ask<K>): Promise<Answer<K>> {
      channel ??= connect();
      last += 1;
      const envelope = { id: last, kind, ask } as Envelope;
      return new Promise((resolve, reject) => {
        waiting.set(envelope.id, { resolve, reject });
        channel?.postMessage(envelope);
      });
    },
  };
}
