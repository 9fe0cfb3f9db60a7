import dns from 'node:dns';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { passingReason, waitForDatabase } from './wait-for-database.js';

type Answer = (error: Error) => void;

/** The first warning uses up the remaining time, so that no attempt is too slow for a test. */
let warn: MockInstance;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  warn = vi
    .spyOn(Logger.prototype, 'warn')
    .mockImplementation(() => void vi.setSystemTime(Date.now() + 60_000));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('stops waiting for the database after the configured time', async () => {
  await expect(
    waitForDatabase('postgres://me:secret@127.0.0.1:1/name', { startTimeout: 60 }),
  ).rejects.toThrow(
    'no database at postgres://me@127.0.0.1:1/name after 60 seconds (connection refused)',
  );
  expect(warn).toHaveBeenCalledOnce();
});

it('tries to reach the database once when the time is 0', async () => {
  await expect(
    waitForDatabase('postgres://me:secret@127.0.0.1:1/name', { startTimeout: 0 }),
  ).rejects.toThrow(
    'no database at postgres://me@127.0.0.1:1/name after 0 seconds (connection refused)',
  );
  expect(warn).not.toHaveBeenCalled();
});

it('waits for a database host that is unknown', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  vi.spyOn(dns, 'lookup').mockImplementation(((_host: string, _options: object, done: Answer) =>
    setImmediate(done, unknown)) as never);

  await expect(
    waitForDatabase('postgres://me@database.invalid/name', { startTimeout: 60 }),
  ).rejects.toThrow('host not found');
  expect(warn).toHaveBeenCalledOnce();
});

it('waits for a database proxy that closes the connection', async () => {
  const proxy = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;

  await expect(
    waitForDatabase(`postgres://me@127.0.0.1:${port}/name`, { startTimeout: 60 }),
  ).rejects.toThrow('connection closed');
  expect(warn).toHaveBeenCalledOnce();
  proxy.close();
});

const rejection = (code: string, message: string) =>
  Object.assign(new Error(message), { code }) as Parameters<typeof passingReason>[0];

it.each([
  ['57P03', 'the database system is starting up'],
  ['57P03', 'the database system is in recovery mode'],
  ['57P01', 'terminating connection due to administrator command'],
  ['57P02', 'terminating connection because of crash of another server process'],
  ['53300', 'sorry, too many clients already'],
  ['53200', 'out of memory'],
  ['55000', 'database "latchkey" is not currently accepting connections'],
  ['28000', 'no pg_hba.conf entry for host "10.0.0.1", user "b", database "d", no encryption'],
  ['08P01', 'server login has been failing, cached error: connect failed (server_login_retry)'],
  ['08P01', 'no more connections allowed (max_client_conn)'],
])('waits for a server that rejects the connection for now: %s %s', (code, message) => {
  expect(passingReason(rejection(code, message))).toBe(message);
});

it.each([
  ['28P01', 'password authentication failed for user "b"'],
  ['28000', 'role "b" does not exist'],
  ['28000', 'role "b" is not permitted to log in'],
  ['3D000', 'database "none" does not exist'],
  ['08P01', 'SASL authentication failed'],
  ['', 'self-signed certificate'],
])('does not wait when waiting cannot help: %s %s', (code, message) => {
  expect(passingReason(rejection(code, message))).toBeUndefined();
});

it('ends the wait when the start is interrupted, also during a connection attempt', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const interruption = new AbortController();
  const reason = new Error('interrupted');
  const waiting = waitForDatabase(`postgres://me@127.0.0.1:${port}/name`, {
    startTimeout: 60,
    signal: interruption.signal,
  });
  await once(silent, 'connection');
  interruption.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  silent.close();
});
