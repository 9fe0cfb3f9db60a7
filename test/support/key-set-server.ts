import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The server of a client, which publishes its keys at every path. */
export interface KeySetServer {
  port: number;
  /** The number of requests so far. */
  fetches: number;
  /** Answers all requests; a test may replace it. */
  answer: (response: ServerResponse, ...request: Parameters<RequestListener>) => void;
  stop(): Promise<void>;
}

export async function startKeySetServer(host = '127.0.0.1'): Promise<KeySetServer> {
  const server = createServer((request, response) => {
    keySetServer.fetches += 1;
    keySetServer.answer(response, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const keySetServer: KeySetServer = {
    port: (server.address() as AddressInfo).port,
    fetches: 0,
    answer: keySet([]),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return keySetServer;
}

export function keySet(keys: object[], headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response
      .writeHead(200, { 'Content-Type': 'application/jwk-set+json', ...headers })
      .end(JSON.stringify({ keys }));
  };
}
