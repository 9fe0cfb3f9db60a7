import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { credentials, request } from '../support/requests.js';
import { Connection, fill } from '../support/sockets.js';

let applications: TestApplications;

beforeAll(async () => (applications = await startApplications()));
afterAll(async () => applications.stop());

/** Counts the requests that a server holds in memory: parsed, and not answered. */
function countHeld(server: Server) {
  const held = { now: 0, maximum: 0 };
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (socket.destroyed) return;
    held.now += 1;
    held.maximum = Math.max(held.maximum, held.now);
    let isHeld = true;
    const release = () => {
      if (isHeld) held.now -= 1;
      isHeld = false;
    };
    response.once('close', release);
    socket.setMaxListeners(0).once('close', release);
  });
  return held;
}

it('the server stops reading a connection while requests wait, and answers all of them later', async () => {
  const { app, client, port } = applications.backoffice;
  const held = countHeld(app.getHttpServer());
  const body = JSON.stringify({ ...credentials(client), client_secret: 'wrong' });
  const head =
    `POST /oauth2-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${body.length}\r\nX: ${'x'.repeat(12_000)}\r\n`;
  const last = `${head}Connection: close\r\n\r\n${body}`;
  const { closed } = new Connection(port, `${head}\r\n${body}`.repeat(94) + last);
  const answers = (await closed).match(/HTTP\/1\.1 \d+/g);
  expect(answers).toHaveLength(95);
  // One read is 64 KiB: one request and five that wait.
  expect(held.maximum).toBeLessThanOrEqual(7);
  expect(held.now).toBe(0);
});

it('the server holds at most 1000 waiting requests of all connections, and serves others', async () => {
  const { app, port, url } = applications.storefront;
  const server: Server = app.getHttpServer();
  const held = countHeld(server);
  const empty: (() => void)[] = [];
  const slow = (socket: Socket) => void empty.push(fill(socket));
  server.on('connection', slow);
  const text = 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(11);
  const connections = Array.from({ length: 120 }, () => new Connection(port, text));
  const closed = connections.map(async (connection) => connection.closed);
  await expect.poll(() => empty.length).toBe(120);
  await Promise.race(closed); // the first connection past the limit
  server.off('connection', slow);
  expect(held.maximum).toBeLessThanOrEqual(1120);
  expect((await request(`${url}/nowhere`)).status).toBe(404);
  for (const go of empty) go();
  const complete = () =>
    connections.filter(({ text: all }) => all.match(/404 Not Found/g)?.length === 11).length;
  await expect.poll(complete, { timeout: 10_000 }).toBe(100);
  await expect.poll(() => held.now).toBe(0);
  for (const { socket } of connections) socket.destroy();
});

it('the key set is served in time while 500 connections pipeline seven requests each', async () => {
  const { port, url } = applications.backoffice;
  const get = (headers = '') => `GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
  const seven = get().repeat(6) + get('Connection: close\r\n');
  const open = new Set<Socket>();
  for (let count = 0; count < 500; count += 1) {
    const socket = connect({ port, host: '127.0.0.1' }).resume();
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    socket.write(seven);
    open.add(socket);
  }
  const statuses = new Set<number>();
  // Half a second is usual, and jose waits five; the rest allows for a busy machine.
  const ask = async () =>
    fetch(`${url}/.well-known/jwks.json`, { signal: AbortSignal.timeout(40_000) });
  while (open.size > 0) statuses.add((await ask()).status);
  expect([...statuses]).toEqual([200]);
});
