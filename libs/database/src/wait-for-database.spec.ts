import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { waitForDatabase } from './wait-for-database.js';

let warn: MockInstance;
beforeEach(() => {
  warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
});
afterEach(() => vi.restoreAllMocks());

it('gives up after the time that was given', async () => {
  await expect(waitForDatabase('postgres://me:secret@127.0.0.1:1/name', 1)).rejects.toThrow(
    'no database at postgres://me@127.0.0.1:1/name after 1 seconds (connection refused)',
  );
  expect(warn).toHaveBeenCalledOnce();
});

it('tries once when there is no time', async () => {
  await expect(waitForDatabase('postgres://me:secret@127.0.0.1:1/name', 0)).rejects.toThrow(
    'no database at postgres://me@127.0.0.1:1/name after 0 seconds (connection refused)',
  );
  expect(warn).not.toHaveBeenCalled();
});

it.each([
  ['a host that is not known', 'database.invalid', 'host not found'],
  ['a proxy that closes the connection', null, 'connection closed'],
])('waits for %s', async (_, host, reason) => {
  const proxy = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const place = host ?? `127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  await expect(waitForDatabase(`postgres://me@${place}/name`, 0.5)).rejects.toThrow(reason);
  expect(warn).toHaveBeenCalledOnce();
  proxy.close();
});
