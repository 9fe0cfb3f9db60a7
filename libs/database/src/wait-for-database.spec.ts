import dns from 'node:dns';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { waitForDatabase } from './wait-for-database.js';

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
  await expect(waitForDatabase('postgres://me:secret@127.0.0.1:1/name', 60)).rejects.toThrow(
    'no database at postgres://me@127.0.0.1:1/name after 60 seconds (connection refused)',
  );
  expect(warn).toHaveBeenCalledOnce();
});

it('tries to reach the database once when the time is 0', async () => {
  await expect(waitForDatabase('postgres://me:secret@127.0.0.1:1/name', 0)).rejects.toThrow(
    'no database at postgres://me@127.0.0.1:1/name after 0 seconds (connection refused)',
  );
  expect(warn).not.toHaveBeenCalled();
});

it('waits for a database host that is unknown', async () => {
  const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  vi.spyOn(dns, 'lookup').mockImplementation(((_host: string, _options: object, done: Answer) =>
    setImmediate(done, unknown)) as never);

  await expect(waitForDatabase('postgres://me@database.invalid/name', 60)).rejects.toThrow(
    'host not found',
  );
  expect(warn).toHaveBeenCalledOnce();
});

it('waits for a database proxy that closes the connection', async () => {
  const proxy = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;

  await expect(waitForDatabase(`postgres://me@127.0.0.1:${port}/name`, 60)).rejects.toThrow(
    'connection closed',
  );
  expect(warn).toHaveBeenCalledOnce();
  proxy.close();
});
