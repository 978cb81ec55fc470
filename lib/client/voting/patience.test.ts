import { describe, expect, test } from 'vitest';
import type { Answered } from './api';
import { pause, type Trying, untilAnswered } from './patience';

function scripted(answers: Answered<string>[]) {
  const waits: number[] = [];
  const told: Trying[] = [];
  const patience = { wait: async (milliseconds: number) => void waits.push(milliseconds), chance: () => 0.5 };
  const attempt = async () => answers.shift() as Answered<string>;
  return { waits, told, result: untilAnswered(patience, attempt, (trying) => told.push(trying)) };
}
const failed = (code: string, retryAfterSeconds: number | null = null) =>
  ({ ok: false, code, retryAfterSeconds }) as const;

describe('trying again', () => {
  test('goes on over lost answers, faults and limits until something is decided', async () => {
    const answers = [failed('offline'), failed('server_error'), failed('too_many_attempts', 20)];
    const { waits, told, result } = scripted([...answers, { ok: true, value: 'receipt' }]);
    expect(await result).toEqual({ ok: true, value: 'receipt' });
    expect(waits).toEqual([750, 1500, 20_000]);
    expect(told.map((trying) => trying.kind)).toEqual(
      Array.from({ length: 3 }, () => ['sending', 'waiting'])
        .flat()
        .concat('sending'),
    );
  });

  test('stops at once where the server has decided', async () => {
    const { waits, result } = scripted([failed('contest_closed')]);
    expect(await result).toEqual(failed('contest_closed'));
    expect(waits).toEqual([]);
  });

  test('waits longer each time, spread over devices, never above half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => pause(attempt, 1))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect(pause(3, 0)).toBe(2000);
  });
});
