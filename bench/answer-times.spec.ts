import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnswerTimes } from './answer-times.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

it('AnswerTimes counts answers after the end for the times, but not for the rate', () => {
  const times = new AnswerTimes(2);
  for (const milliseconds of [500, 1000, 900]) {
    vi.advanceTimersByTime(milliseconds);
    times.record(200, milliseconds);
  }
  expect(times.figures()).toEqual({ seconds: 2.4, perSecond: 1, p50: 900, p99: 1000 });
});

it('AnswerTimes divides by the time until the last answer when the requests end sooner', () => {
  const times = new AnswerTimes(60);
  vi.advanceTimersByTime(500);
  times.record(200, 500);
  times.record(200, 400);
  expect(times.figures()).toMatchObject({ seconds: 0.5, perSecond: 4 });
});

it('AnswerTimes leaves the times of errors out', () => {
  const times = new AnswerTimes(1);
  times.record(401, 900);
  times.record(200, 3);
  expect(times.figures()).toMatchObject({ p50: 3, p99: 3 });
});

it('AnswerTimes is over with the first answer after the end', () => {
  const times = new AnswerTimes(1);
  vi.advanceTimersByTime(999);
  times.record(200, 1);
  expect(times.isOver()).toBe(false);
  vi.advanceTimersByTime(1);
  times.record(200, 1);
  expect(times.isOver()).toBe(true);
});
