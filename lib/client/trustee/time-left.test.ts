import { expect, it } from 'vitest';
import { timeLeft } from './time-left';

it('says nothing before there is something to go by', () => {
  expect(timeLeft(0.5, 1_000)).toBeNull();
  expect(timeLeft(0.01, 60_000)).toBeNull();
});

it('rounds up to five seconds, and to minutes when there are many', () => {
  expect(timeLeft(0.64, 150_000)).toEqual({ minutes: 1, seconds: 25 });
  expect(timeLeft(0.999, 10_000)).toEqual({ minutes: 0, seconds: 5 });
  expect(timeLeft(0.1, 60_000)).toEqual({ minutes: 9, seconds: 0 });
});
