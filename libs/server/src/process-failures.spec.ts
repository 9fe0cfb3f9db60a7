import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpConfig } from '#config';
import { Connections } from './connections.js';
import type { Log } from './log.js';
import { ownProcessFailures } from './process-failures.js';

const log = {
  error: vi.fn<Log['error']>(),
  fatal: vi.fn<Log['fatal']>(),
  flush: vi.fn<Log['flush']>(),
};
let server: Server | undefined;

afterEach(() => {
  server?.close();
  vi.clearAllMocks();
});

/** Starts a server with a listener for requests. */
async function serve(listener: RequestListener) {
  server = createServer(listener);
  const http = Object.assign(new HttpConfig(), { responseTimeout: 0.05 });
  const connections = new Connections(server, http, log as unknown as Log);
  connections.answerInTurn();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return connections;
}

/** Reads everything that the server sends on a connection until it closes it. */
async function send(text: string): Promise<string> {
  const socket = connect((server!.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a request whose handling fails', () => {
  it('closes only its own connection', async () => {
    const connections = await serve(() => {
      throw new Error('a bug');
    });
    expect(await send(request)).toBe('');
    expect(connections.closed.failed).toBe(1);
    expect(log.error.mock.calls).toEqual([
      [{ msg: expect.stringContaining('connection is closed'), error: expect.any(Error) }],
    ]);
  });
});

describe('the unhandled failures of a process', () => {
  const own = (connections: Connections) => {
    const process = new EventEmitter();
    const stop = vi.fn<() => void>();
    ownProcessFailures(process, { connections, log: log as unknown as Log, stop });
    return { process, stop };
  };

  it('include a rejected promise: it is logged, the waiting request is closed, the process lives', async () => {
    const connections = await serve(({ url }, response) => {
      if (url === '/good') setTimeout(() => response.end('late'), 10);
      else void once(response, 'close'); // never answered
    });
    const { process, stop } = own(connections);
    const lost = send(request);
    const good = send(request.replace('/', '/good').replace('\r\n\r\n', '\r\nConnection: close$&'));
    await vi.waitUntil(() => connections.count === 2, { interval: 1 });
    await new Promise(setImmediate);
    const error = new Error('lost');
    process.emit('unhandledRejection', error);
    expect(await lost).toBe('');
    expect(await good).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*late/);
    expect(connections.closed.failed).toBe(1);
    expect(log.error.mock.calls[0]).toEqual([{ msg: expect.stringContaining('promise'), error }]);
    expect(stop).not.toHaveBeenCalled();
  });

  it('include an uncaught exception: it is logged, and the process stops', async () => {
    const { process, stop } = own(await serve(() => {}));
    const error = new Error('anything may be half done');
    process.emit('uncaughtException', error);
    expect(log.fatal.mock.calls).toEqual([[{ msg: expect.stringContaining('stops'), error }]]);
    expect(log.flush).toHaveBeenCalledOnce();
    expect(stop).toHaveBeenCalledOnce();
  });
});
