import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EntityManager } from 'typeorm';
import { AuditLog } from './audit-log.js';
import type { AuditSealRepository, Backlog } from './audit-seal.repository.js';
import { AuditSealer } from './audit-sealer.js';

let sealer: AuditSealer;
let log: AuditLog;
let answer: () => boolean | null;
let backlog: Backlog;
let calls: number;
let lines: string[];

beforeEach(() => {
  vi.useFakeTimers();
  calls = 0;
  lines = [];
  answer = () => true;
  backlog = { events: 0, age: 0, sessions: [] };
  for (const level of ['log', 'warn'] as const) {
    vi.spyOn(Logger.prototype, level).mockImplementation((line) => void lines.push(String(line)));
  }
  const repository = {
    seal: async () => {
      calls += 1;
      return answer();
    },
    backlog: async () => backlog,
  } as unknown as AuditSealRepository;
  log = new AuditLog();
  sealer = new AuditSealer(repository, log);
});
afterEach(async () => {
  answer = () => true;
  await sealer.stop();
  vi.useRealTimers();
});

const record = async () =>
  log.record({ actor: { type: 'system', name: 'x' }, action: 'x' }, {
    query: async () => [],
  } as unknown as EntityManager);

const callsWithin = async (ms: number) => {
  const before = calls;
  await vi.advanceTimersByTimeAsync(ms);
  return calls - before;
};

it('seals at the start, and then at least every 1.5 s', async () => {
  sealer.start();
  expect(await callsWithin(0)).toBe(1);
  for (let round = 0; round < 20; round += 1) {
    expect(await callsWithin(1500)).toBeGreaterThanOrEqual(1);
  }
  expect(calls).toBeLessThanOrEqual(31);
});

it('seals once, within 250 ms, after many events of the process', async () => {
  sealer.start();
  await callsWithin(0);
  for (let event = 0; event < 100; event += 1) await record();
  expect(await callsWithin(250)).toBe(1);
});

it('continues at once while events may be left', async () => {
  const answers = [false, false];
  answer = () => answers.shift() ?? true;
  sealer.start();
  expect(await callsWithin(5)).toBe(3);
});

it('tries again soon while another session seals', async () => {
  answer = () => null;
  sealer.start();
  await callsWithin(0);
  expect(await callsWithin(1000)).toBeGreaterThanOrEqual(4);
});

it('logs a failure once, retries, and logs when all events are sealed again', async () => {
  answer = () => {
    throw new Error('the disk is full');
  };
  sealer.start();
  expect(await callsWithin(10_000)).toBeGreaterThanOrEqual(6);
  expect(lines).toEqual(['could not seal audit events; will retry: the disk is full']);
  answer = () => true;
  await callsWithin(3000);
  expect(lines.slice(1)).toEqual(['all audit events are sealed again']);
});

/** Starts the sealer while session 4711 seals and leaves three events; the age is in seconds. */
function startBlocked(age: number): void {
  answer = () => null;
  backlog = { events: 3, age, sessions: [4711] };
  sealer.start();
}

it('reports events that are not sealed for 10 s, and the session that prevents it', async () => {
  startBlocked(12.3);
  await callsWithin(9900);
  expect(lines).toEqual([]);
  await callsWithin(60_000);
  expect(lines).toEqual([
    '3 audit events are not sealed, the oldest for 12 s; they are stored, but the owner of the ' +
      'tables could change them without a trace; the head of the chain is locked by the database ' +
      'session 4711: if it does not end by itself, end it with pg_terminate_backend',
  ]);
});

it('reports nothing when other processes seal all events in time', async () => {
  startBlocked(0.2);
  await callsWithin(60_000);
  expect(lines).toEqual([]);
});

it('seals for the last time when it stops, and then no more', async () => {
  sealer.start();
  await callsWithin(0);
  await record();
  await sealer.stop();
  expect(calls).toBe(2);
  await record();
  expect(await callsWithin(10_000)).toBe(0);
});

it('seals for readers until nothing is left, and for those that wait together only once', async () => {
  const answers = [null, false, true];
  answer = () => (answers.length > 0 ? answers.shift()! : true);
  const first = sealer.seal();
  const others = [sealer.seal(), sealer.seal(), sealer.seal()];
  await vi.advanceTimersByTimeAsync(100);
  await Promise.all([first, ...others]);
  expect(calls).toBe(4);
});

it('lets a reader wait for at most half a second', async () => {
  answer = () => null;
  let isDone = false;
  void sealer.seal().then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(450);
  expect(isDone).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  await vi.waitUntil(() => isDone);
});
