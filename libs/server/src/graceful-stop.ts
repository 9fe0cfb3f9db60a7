import type { Server } from 'node:http';
import { Server as PortServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connections } from './connections.js';

/** Milliseconds between two looks for connections that nobody needs any more. */
const SWEEP_MS = 50;

/**
 * Milliseconds that open connections are left alone. Whoever closes a connection while a request is
 * on its way loses it: a load balancer does not send a POST again. One that is in use has its next
 * request in this time, and learns from the answer that it was the last.
 */
const LEAVE_MS = 500;

/**
 * Stops an application so that no request is lost: the port closes, what is in
 * flight is answered, and a request that still comes over an open connection is
 * answered with `Connection: close`. Connections that are not used are closed a
 * moment later, the rest is cut off after `seconds`.
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
 * Resolves when the last connection has ended. Not by the method of an HTTP server, which closes
 * what is idle at once; and right after a turn in which all that had connected was accepted, for the
 * system resets connections that nobody has accepted.
 */
async function closePort(server: Server): Promise<void> {
  await turn();
  await new Promise((resolve) => {
    PortServer.prototype.close.call(server, resolve);
  });
}
