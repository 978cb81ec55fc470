import { describe, expect, test } from 'vitest';
import { openBooth } from './booth';

/** A worker that answers when it is told to. */
function pretendWorker() {
  const listeners = new Map<string, (event: never) => void>();
  const asked: { id: number }[] = [];
  let isOver = false;
  const channel = {
    postMessage: (message: { id: number }) => void asked.push(message),
    addEventListener: (kind: string, listener: (event: never) => void) => void listeners.set(kind, listener),
    terminate: () => {
      isOver = true;
    },
  };
  return {
    channel: channel as unknown as Worker,
    asked,
    isOver: () => isOver,
    answer: (data: object) => listeners.get('message')?.({ data } as never),
    breakDown: () => listeners.get('error')?.({} as never),
  };
}

function setUp() {
  const workers: ReturnType<typeof pretendWorker>[] = [];
  const booth = openBooth(() => {
    const worker = pretendWorker();
    workers.push(worker);
    return worker.channel;
  });
  const ask = () => booth.ask('canOpen', { tracker: 't' });
  return { booth, workers, ask };
}

describe('a booth', () => {
  test('starts its worker with the first question, and matches answers to questions', async () => {
    const { workers, ask } = setUp();
    expect(workers).toHaveLength(0);
    const [first, second] = [ask(), ask()];
    expect(workers).toHaveLength(1);
    const [one, two] = workers[0]?.asked ?? [];
    workers[0]?.answer({ id: two?.id, ok: true, answer: { canOpen: true } });
    workers[0]?.answer({ id: one?.id, ok: false });
    expect(await second).toEqual({ canOpen: true });
    await expect(first).rejects.toMatchObject({ code: 'refused' });
  });

  test('that breaks down leaves nobody waiting, and the next question starts another worker', async () => {
    const { workers, ask } = setUp();
    const lost = ask();
    workers[0]?.breakDown();
    await expect(lost).rejects.toMatchObject({ code: 'broken' });
    expect(workers[0]?.isOver()).toBe(true);
    const next = ask();
    workers[1]?.answer({ id: workers[1].asked[0]?.id, ok: true, answer: { canOpen: false } });
    expect(await next).toEqual({ canOpen: false });
  });

  test('SEC-02: that is closed ends its worker, with whatever it held', async () => {
    const { booth, workers, ask } = setUp();
    const lost = ask();
    booth.close();
    await expect(lost).rejects.toMatchObject({ code: 'broken' });
    expect(workers[0]?.isOver()).toBe(true);
    booth.close();
    void ask().catch(() => undefined);
    expect(workers).toHaveLength(2);
  });
});
