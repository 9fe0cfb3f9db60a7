import type { Server } from 'node:http';
import { Server as PortServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connections } from './connections.js';

/** Milliseconds between two checks for unused connections. */
const SWEEP_MS = 50;

/**
 * Milliseconds before unused connections are closed. Closing a connection while a request is on its
 * way loses that request: a load balancer does not retry a POST. A connection in regular use has
 * its next request in this time, and the response announces that the connection closes.
 */
const LEAVE_MS = 500;

/**
 * Builds the function that stops an application without losing a request. The port closes, requests
 * in flight are answered, and later requests over open connections are answered with
 * `Connection: close`. Unused connections are closed a moment later. Remaining connections are cut
 * off after `seconds`.
 */
export function gracefulStop(
  app: NestFastifyApplication,
  connections: Connections,
  seconds: number,
): () => Promise<void> {
  const server: Server = app.getHttpServer();
  return async () => {
    server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
    const timers = [setTimeout(() => server.closeAllConnections(), seconds * 1000)];
    timers.push(
      setTimeout(() => timers.push(setInterval(() => connections.closeIdle(), SWEEP_MS)), LEAVE_MS),
    );
    await closePort(server);
    for (const timer of timers) clearTimeout(timer);
    await app.close();
  };
}

/**
 * Closes the port; resolves when the last connection has ended. It does not use the method of the
 * HTTP server, which closes idle connections at once. It first lets the event loop accept all
 * connections that are waiting, because the system resets connections that were not accepted.
 */
async function closePort(server: Server): Promise<void> {
  await turn();
  await new Promise((resolve) => {
    PortServer.prototype.close.call(server, resolve);
  });
}
