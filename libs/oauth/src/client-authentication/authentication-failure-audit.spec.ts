import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NewAuditEvent } from '#audit';
import type { OAuthSettings } from '../oauth-settings.js';
import { AuthenticationFailureAudit } from './authentication-failure-audit.js';
import type { AuthenticationFailureAuditRepository } from './authentication-failure-audit.repository.js';

const MINUTE_MS = 60_000;

let isAway: boolean;
let written: NewAuditEvent[];
let failures: AuthenticationFailureAudit;

beforeEach(() => {
  vi.useFakeTimers();
  isAway = false;
  written = [];
  const options = {
    side: 'backoffice',
    failedAttempts: { recorded: 5, recordedNetworks: 2 },
  } as OAuthSettings;
  const repository = {
    write: async (events: NewAuditEvent[]) => {
      if (isAway) throw new Error('the database is away');
      written.push(...events);
    },
  } as AuthenticationFailureAuditRepository;
  failures = new AuthenticationFailureAudit(options, repository);
  failures.onModuleInit();
});
afterEach(async () => {
  await failures.onApplicationShutdown();
  vi.useRealTimers();
});

function fail(times: number, address = '192.0.2.1'): void {
  for (let n = 0; n < times; n += 1) {
    failures.add({ clientId: 'x', reason: 'unknown_client', requestId: 'r', address });
  }
}

/** The number of failures that the events stand for. */
const counted = () => written.reduce((sum, { occurrences = 1 }) => sum + occurrences, 0);

it('writes failed authentications within a second, and those over the limit each minute', async () => {
  fail(7);
  await vi.advanceTimersByTimeAsync(1000);
  expect(written.map(({ occurrences = 1 }) => occurrences)).toEqual([1, 1, 1, 1, 1]);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(written.map(({ occurrences = 1 }) => occurrences)).toEqual([1, 1, 1, 1, 1, 2]);
  fail(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toHaveLength(7);
});

it('keeps at most two minutes of events while the database is away, and counts all failures', async () => {
  isAway = true;
  for (let minute = 0; minute < 60; minute += 1) {
    fail(10, `10.${minute}.0.1`);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
  }
  expect(written).toEqual([]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(counted()).toBe(600);
  // The events of the failed write, the waiting ones, and the sums of two networks and of the
  // others.
  expect(written.length).toBeLessThanOrEqual(5 + 5 + 3);
});

it('writes all failed authentications when the process ends', async () => {
  fail(12);
  await failures.onApplicationShutdown();
  expect(counted()).toBe(12);
});
