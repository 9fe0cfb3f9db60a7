import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Connections } from './connections.js';
import { HttpError } from './http-error.js';

/** Error of Node.js for a connection that it can no longer read. */
type ReadError = Error & { code?: string };

/** Placeholder for a request that could not be read. */
class NoRequest extends IncomingMessage {
  constructor(
    socket: Socket,
    readonly rejection: HttpError,
  ) {
    super(socket);
    Object.assign(this, { method: 'GET', url: '/', httpVersionMajor: 1, httpVersionMinor: 1 });
  }
}

/**
 * Answers bytes that did not become a complete request: they are not HTTP, have too large headers,
 * or did not arrive in time.
 *
 * When the head of the request was read, its protocol answers. Otherwise a placeholder request
 * without a method is routed. Its response then has the usual form, security headers and request
 * id, and appears in the log and the metrics. This is how an operator notices slow clients.
 */
export class UnreadableRequests {
  constructor(
    private readonly fastify: FastifyInstance,
    private readonly connections: Connections,
  ) {
    fastify.addHook('onRequest', ({ raw }, _, done) => {
      if (!(raw instanceof NoRequest)) return done();
      raw.method = ''; // the router needed one; log and metrics must not show it
      return done(raw.rejection);
    });
  }

  answer(error: ReadError, socket: Socket): void {
    // Browsers and load balancers open connections in advance; without a request there is no
    // response.
    const isOver = error.code === 'ECONNRESET' || !socket.writable || socket.bytesRead === 0;
    if (isOver) return void socket.destroy();
    const due = this.connections.responseOver(socket);
    if (!due && this.connections.isAnswered(socket)) return void socket.destroy();
    if (!due) return this.#answerWithoutRequest(error, socket);
    if (due.headersSent) return void socket.destroy();
    if (this.connections.waiting.abandonLast(socket)) return;

    due.setHeader('Connection', 'close');
    // Bytes after a complete request do not change its response, and get none themselves.
    const isWaitedFor = !due.req.complete && due.req.listenerCount('error') > 0;
    if (isWaitedFor) due.req.emit('error', rejectionOf(error)); // for the reader of its body
  }

  #answerWithoutRequest(error: ReadError, socket: Socket): void {
    const request = new NoRequest(socket, rejectionOf(error));
    const response = new ServerResponse(request);
    response.setHeader('Connection', 'close');
    response.assignSocket(socket);
    response.once('finish', () => socket.destroySoon());
    this.fastify.routing(request, response);
  }
}

function rejectionOf({ code }: ReadError): HttpError {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new HttpError(408, 'request_timeout', 'the request was not complete in time');
    case 'HPE_HEADER_OVERFLOW':
      return new HttpError(431, 'headers_too_large', 'first line and headers are too large');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new HttpError(413, 'payload_too_large', 'the chunk extensions are too large');
    default:
      return new HttpError(400, 'bad_request', 'the request is not valid HTTP, or is incomplete');
  }
}
