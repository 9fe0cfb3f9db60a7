import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DatabaseOptions } from './database.options.js';
import { type Caller, Turns } from './turns.js';

const LIMITS = {
  maxWaiting: 3,
  keptForOthers: 2,
  connectionTimeout: 5,
  statementTimeout: 15,
  lockTimeout: 5,
  idleTransactionTimeout: 15,
};

function turnsOf(poolSize: number, limits: DatabaseOptions['limits'] | null = LIMITS): Turns {
  return new Turns({ poolSize, ...(limits && { limits }) } as DatabaseOptions);
}

/** Names of the work in the order in which it began, and the rejections. */
let begun: string[];
let rejected: string[];
let running: Caller[];

beforeEach(() => {
  vi.useFakeTimers();
  [begun, rejected, running] = [[], [], []];
});
afterEach(() => vi.useRealTimers());

function begin(turns: Turns, name: string, requester?: EventEmitter & { closed: boolean }): void {
  turns.begin('caller', {
    urgency: name.startsWith('urgent') ? 'urgent' : 'ordinary',
    ...(requester && { requester }),
    begin: (caller) => {
      begun.push(name);
      running.push(caller);
    },
    reject: ({ description }) => rejected.push(`${name}: ${description}`),
  });
}

it('begins as much work of a caller as the pool allows, one turn less when it is not urgent', () => {
  const turns = turnsOf(5);
  for (const name of ['a', 'b', 'c', 'urgent', 'urgent 2']) begin(turns, name);
  expect({ begun, waiting: turns.waiting }).toEqual({ begun: ['a', 'b', 'urgent'], waiting: 2 });
  turns.end(running[0]!);
  expect(begun.at(-1)).toBe('urgent 2');
  turns.end(running[1]!);
  turns.end(running[2]!);
  expect(begun.at(-1)).toBe('c');
});

it('gives a caller one turn with a small pool, and serves urgent work first', () => {
  const turns = turnsOf(2);
  for (const name of ['a', 'b', 'urgent']) begin(turns, name);
  expect(begun).toEqual(['a']);
  turns.end(running[0]!);
  turns.end(running[0]!);
  expect(begun).toEqual(['a', 'urgent', 'b']);
});

it('rejects work that waited too long, and at once work beyond the waiting limit', () => {
  const turns = turnsOf(1);
  for (const name of ['a', 'b', 'c', 'd', 'e']) begin(turns, name);
  const text =
    'earlier requests of this client are not done yet; send fewer at a time, or try again later';
  expect(rejected).toEqual([`e: ${text}`]);
  vi.advanceTimersByTime(5000);
  expect(rejected).toEqual(['e', 'b', 'c', 'd'].map((name) => `${name}: ${text}`));
  turns.end(running[0]!);
  expect({ begun, waiting: turns.waiting }).toEqual({ begun: ['a'], waiting: 0 });
});

it('drops waiting work whose requester closes, even before it waits', () => {
  const turns = turnsOf(1);
  const requester = Object.assign(new EventEmitter(), { closed: false });
  begin(turns, 'a');
  begin(turns, 'b', requester);
  begin(turns, 'c', Object.assign(new EventEmitter(), { closed: true }));
  expect(turns.waiting).toBe(1);
  requester.emit('close');
  expect({ waiting: turns.waiting, listeners: requester.listenerCount('close') }).toEqual({
    waiting: 0,
    listeners: 0,
  });
  vi.advanceTimersByTime(5000);
  turns.end(running[0]!);
  expect({ begun, rejected }).toEqual({ begun: ['a'], rejected: [] });
});

it('stops listening to a requester whose work has begun or was rejected', () => {
  const turns = turnsOf(1);
  const [first, second] = [1, 2].map(() => Object.assign(new EventEmitter(), { closed: false }));
  begin(turns, 'a');
  begin(turns, 'b', first);
  begin(turns, 'c', second);
  turns.end(running[0]!);
  expect([first!.listenerCount('close'), second!.listenerCount('close')]).toEqual([0, 1]);
  vi.advanceTimersByTime(5000);
  expect(second!.listenerCount('close')).toBe(0);
});

it('gives the turn of failed work to the next work', async () => {
  const turns = turnsOf(1);
  const failing = turns.run('caller', async () => Promise.reject(new Error('no')));
  const next = turns.run('caller', async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

it('does not limit turns without database limits', () => {
  const turns = turnsOf(1, null);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) begin(turns, name);
  expect(begun).toHaveLength(6);
});
