import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpConfig } from '#config';
import { Connections } from './connections.js';
import { type DirectHandler, serveDirectly } from './direct-routes.js';
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

/** Starts a server with one direct route, `POST /direct`, and `listener` for other requests. */
async function serve(answer: DirectHandler['answer'], listener: RequestListener) {
  server = createServer(listener);
  const http = Object.assign(new HttpConfig(), { responseTimeout: 0.05 });
  const connections = new Connections(server, http, log as unknown as Log);
  serveDirectly(
    server,
    { 'POST /direct': { headers: {}, answer } },
    {
      http,
      headers: [],
      answered: () => {},
      failed: (error, { socket }) => connections.fail(error, socket),
    },
  );
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

const never: DirectHandler['answer'] = async () => Promise.reject(new Error('not asked'));
const direct =
  'POST /direct HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';
const other = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a request whose handling fails', () => {
  it.each([
    ['a direct route that rejects', direct, async () => Promise.reject(new Error('a bug'))],
    [
      'a direct route with an answer that cannot be sent',
      direct,
      async () => Promise.resolve({ status: 200, headers: { 'X-Bad': '\n' }, body: '' }),
    ],
    ['a listener that throws', other, never],
  ])('closes only its own connection: %s', async (_, text, answer) => {
    const connections = await serve(answer, () => {
      throw new Error('a bug');
    });
    expect(await send(text)).toBe('');
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
    const connections = await serve(never, (request, response) => {
      if (request.url === '/good') setTimeout(() => response.end('late'), 10);
      else void once(response, 'close'); // never answered
    });
    const { process, stop } = own(connections);
    const lost = send(other);
    const good = send(other.replace('/', '/good').replace('\r\n\r\n', '\r\nConnection: close$&'));
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
    const { process, stop } = own(await serve(never, () => {}));
    const error = new Error('anything may be half done');
    process.emit('uncaughtException', error);
    expect(log.fatal.mock.calls).toEqual([[{ msg: expect.stringContaining('stops'), error }]]);
    expect(log.flush).toHaveBeenCalledOnce();
    expect(stop).toHaveBeenCalledOnce();
  });
});
