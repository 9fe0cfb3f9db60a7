import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connections } from './connections.js';

/** Milliseconds between two looks for connections that nobody needs any more. */
const SWEEP_MS = 50;

/**
 * Stops an application so that no request is lost: the port closes, what is in
 * flight is answered, and a request that still comes over an open connection is
 * answered with `Connection: close`. After `seconds` the rest is cut off.
 */
export function gracefulStop(
  app: NestFastifyApplication,
  connections: Connections,
  seconds: number,
): () => Promise<void> {
  const server: Server = app.getHttpServer();
  return async () => {
    server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
    const sweeper = setInterval(() => connections.closeIdle(), SWEEP_MS);
    const limit = setTimeout(() => server.closeAllConnections(), seconds * 1000);
    await app.close().finally(() => {
      clearInterval(sweeper);
      clearTimeout(limit);
    });
  };
}
