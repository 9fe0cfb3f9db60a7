import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import type { Log } from './log.js';
import { listeningHost } from './listening-host.js';

const log = { warn: vi.fn<Log['warn']>() };

it.each([
  ['::', true, '::', 0],
  ['::', false, '0.0.0.0', 1],
  ['0.0.0.0', false, '0.0.0.0', 0],
  ['::1', false, '::1', 0],
])(
  'turns the host %s with IPv6 %s into %s, with %i warnings',
  async (host, hasIPv6, expected, warnings) => {
    log.warn.mockClear();
    expect(await listeningHost(host, log, async () => hasIPv6)).toBe(expected);
    expect(log.warn).toHaveBeenCalledTimes(warnings);
  },
);

it('makes the server reachable by IPv4, with and without IPv6', async () => {
  const server = createServer((socket) => socket.end('here'));
  server.listen(0, await listeningHost('::', log));
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [answer] = (await once(client, 'data')) as [Buffer];
  expect(String(answer)).toBe('here');
  server.close();
});
