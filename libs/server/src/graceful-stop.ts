import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Milliseconds between two looks for connections that nobody needs any more. */
const SWEEP_MS = 50;

/**
 * Stops an application so that no request is lost: the port closes, what is in
 * flight is answered, and a request that still comes over an open connection is
 * answered with `Connection: close`. After `seconds` the rest is cut off.
 */
export function gracefulStop(app: NestFastifyApplication, seconds: number): () => Promise<void> {
  const server: Server = app.getHttpServer();
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  // Node.js does not count a connection as idle over which nothing has come yet,
  // and browsers and load balancers open them in advance.
  const sweep = () => {
    server.closeIdleConnections();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  };

  return async () => {
    server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
    const sweeper = setInterval(sweep, SWEEP_MS);
    const limit = setTimeout(() => server.closeAllConnections(), seconds * 1000);
    await app.close().finally(() => {
      clearInterval(sweeper);
      clearTimeout(limit);
    });
  };
}
